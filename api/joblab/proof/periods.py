"""Stretches of days, and those that the database's time keys stand for."""

from functools import lru_cache

Period = tuple[str, str]
"""First and last day, both included, as ISO dates (which sort as text)."""
ALWAYS: Period = ("0000-01-01", "9999-12-31")
_DAYS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def month_period(year: int, month: int, last: int | None = None) -> Period:
    """The days of a month, or of the months up to `last`."""
    final = last or month
    days = 29 if final == 2 and year % 4 == 0 else _DAYS[final - 1]
    return f"{year:04d}-{month:02d}-01", f"{year:04d}-{final:02d}-{days:02d}"


@lru_cache(maxsize=1024)
def key_period(key: str) -> Period:
    """The days of a time key as the database writes it; a week's key is its Monday and stands for that day."""
    if len(key) == 4:
        return f"{key}-01-01", f"{key}-12-31"
    if "Q" in key:
        quarter = int(key[-1])
        return month_period(int(key[:4]), 3 * quarter - 2, 3 * quarter)
    if len(key) == 7:
        return month_period(int(key[:4]), int(key[5:]))
    return key, key


@lru_cache(maxsize=1024)
def shifted(period: Period, key: str, compare: str) -> Period:
    """The period one bucket, or one year, before a time row."""
    year = int(key[:4])
    if compare == "previous_year" or len(key) == 4:
        return f"{year - 1}{period[0][4:]}", f"{year - 1}{period[1][4:]}".replace("-02-29", "-02-28")
    if len(key) != 7:
        return ALWAYS
    length = 3 if "Q" in key else 1
    month = int(period[0][5:7]) - length
    year, month = (year - 1, month + 12) if month < 1 else (year, month)
    return month_period(year, month, month + length - 1)
