"""Which posting a row is: its id, and whether another row has the same address."""

import hashlib
from collections import Counter
from urllib.parse import parse_qsl, urlencode, urlsplit

from cli.load.errors import BadRowError
from cli.load.posting import Posting

# Say where a visitor came from, never which job is shown.
TRACKING = {"gclid", "fbclid", "msclkid", "mc_cid", "mc_eid", "trk", "trackingid", "refid", "ref", "source", "src"}


def url_key(url: str) -> str:
    """What two addresses of one posting have in common; the parts of a query that select a job stay.

    Scheme, "www.", fragment, a slash at the end, tracking parameters and the order of parameters do not count.
    """
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return url.strip()
    query = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if name.lower() not in TRACKING and not name.lower().startswith("utm_")
    )
    address = parts.netloc.lower().removeprefix("www.") + parts.path.rstrip("/")
    # Some sites route after the "#": there it selects the job.
    route = f"#{parts.fragment}" if parts.fragment.startswith(("/", "!")) else ""
    return address + (f"?{urlencode(query)}" if query else "") + route


class Identities:
    """Gives ids and marks duplicates, the same ones each time the same rows come in the same order."""

    def __init__(self, stored: dict[str, tuple[str | None, int | None]]) -> None:
        """`stored`: job_id to url and has_url_duplicate, of every row in the database."""
        self._stored = stored
        self._owners: dict[str, str] = {}
        for job_id, (url, duplicate) in stored.items():
            if url and not duplicate:
                self._owners.setdefault(url_key(url), job_id)
        self._taken: set[str] = set()
        self._generated: Counter[str] = Counter()

    def identify(self, posting: Posting) -> None:
        """Fill in job_id and has_url_duplicate.

        Raises:
            BadRowError: an earlier row of this load has the same job_id.
        """
        job_id = posting["job_id"] = str(posting["job_id"] or self._generate(posting))
        if job_id in self._taken:
            raise BadRowError(f"job_id {job_id} repeats an earlier row")
        self._taken.add(job_id)
        if posting["has_url_duplicate"] is None:
            posting["has_url_duplicate"] = int(self._is_duplicate(job_id, posting["url"]))

    def _generate(self, posting: Posting) -> str:
        url = posting["url"]
        described = (posting[column] for column in ("actual_role", "company_name", "location", "posted_date"))
        identity = url_key(str(url)) if url else "\n".join(str(value or "").lower() for value in described)
        self._generated[identity] += 1
        occurrence = self._generated[identity]
        suffix = f"\n{occurrence}" if occurrence > 1 else ""
        return "gen-" + hashlib.sha256((identity + suffix).encode()).hexdigest()[:24]

    def _is_duplicate(self, job_id: str, url: object) -> bool:
        if not url:
            return False
        key = url_key(str(url))
        stored_url, stored_flag = self._stored.get(job_id, (None, None))
        if stored_flag is not None and stored_url and url_key(stored_url) == key:
            return bool(stored_flag)
        return self._owners.setdefault(key, job_id) != job_id
