import pytest

from cli.load.rules import country_of, function_of, level_named, level_of, remote_of

US, UK = "United States", "United Kingdom"


@pytest.mark.parametrize(
    ("location", "country"),
    [
        ("San Jose, CA", US),
        ("NYC", US),
        ("SF", US),
        ("LA", US),
        ("Hollywood, LA", US),
        ("Washington", US),
        ("Washington, DC", US),
        ("Colorado", US),
        ("Cambridge, MA", US),
        ("Chicago, IL, US", US),
        ("West Lafayette, IN", US),
        ("Atlanta, Georgia", US),
        ("Paris, TX", US),
        ("Remote in USA", US),
        ("Remote, US", US),
        ("US - Remote", US),
        ("San Francisco, CA or Remote", US),
        ("New York, NY (Fully Remote)", US),
        ("Remote / Hybrid", None),
        ("United States (Remote)", US),
        ("New York / San Francisco", US),
        ("Remote in UK", UK),
        ("London, UK", UK),
        ("London, England, United Kingdom", UK),
        ("Scotland, UK", UK),
        ("Cambridge, UK", UK),
        ("LONDON", UK),
        ("Toronto, ON, Canada", "Canada"),
        ("London, ON, Canada", "Canada"),
        ("Toronto, ON", "Canada"),
        ("Vancouver, WA", US),
        ("Remote in Canada", "Canada"),
        ("Berlin, DE", "Germany"),
        ("Berlin, Germany", "Germany"),
        ("Remote - Germany", "Germany"),
        ("Bengaluru, Karnataka, India", "India"),
        ("Zürich", "Switzerland"),
        ("Tel Aviv-Yafo, Israel", "Israel"),
        ("Georgia", None),
        ("Tbilisi, Georgia", None),
        ("Wilmington, DE", US),
        ("Springfield", None),
        ("Cambridge", None),
        ("Somewhere, IN", None),
        ("Remote", None),
        ("Anywhere", None),
        ("London / New York", None),
        ("London; Springfield", None),
        ("Ukraine", "Ukraine"),
        ("", None),
    ],
)
def test_country_of_a_location(location: str, country: str | None) -> None:
    assert country_of(location) == country


@pytest.mark.parametrize(
    ("location", "title", "remote"),
    [
        ("Remote in USA", "Data Engineer", True),
        ("Berlin, Germany", "Data Engineer (Remote)", True),
        ("Berlin (Hybrid)", "Remote Sensing Engineer", False),
        ("On-site, Berlin", "Data Engineer", False),
        ("Not remote", "Data Engineer", False),
        ("Berlin, Germany", "Data Engineer", None),
        ("Remoteville", "Data Engineer", None),
    ],
)
def test_remote_by_location_then_title(location: str, title: str, remote: bool | None) -> None:
    assert remote_of(location, title) is remote


@pytest.mark.parametrize(
    ("title", "level"),
    [
        ("Software Engineer – New Grad", "Entry"),
        ("Software Engineer - New College Grad-2024", "Entry"),
        ("Mobile Developer – Entry Level", "Entry"),
        ("Software Engineer - Early in Career - Frontend", "Entry"),
        ("Software Engineer I - Backend", "Entry"),
        ("Software Engineer-1", "Entry"),
        ("Graduate Software Engineer", "Entry"),
        ("Data Engineer II", "Mid"),
        ("Engineer III", None),
        ("Software Engineering Intern", "Intern"),
        ("Internal Tools Engineer", None),
        ("Junior Software Engineer", "Junior"),
        ("Jr. Developer", "Junior"),
        ("Sr. Software Engineer - Shopping Graph", "Senior"),
        ("Senior Data Scientist", "Senior"),
        ("Senior Engineering Manager", "Manager"),
        ("Product Manager", None),
        ("Account Manager", None),
        ("Lead Data Engineer", "Lead"),
        ("Lead Generation Specialist", None),
        ("Staff Data Engineer", "Lead"),
        ("Member of Technical Staff - Brokerage", None),
        ("Head of Data", "Director"),
        ("Director of Engineering", "Director"),
        ("VP of Sales", "Executive"),
        ("Chief Technology Officer", "Executive"),
        ("Technical Author - Multiple roles and seniority levels", None),
        ("General Applications - Software Engineer - All levels", None),
        ("Junior to Senior Developer", None),
        ("Junior Developer reporting to the Head of Data", None),
        ("Software Engineer", None),
    ],
)
def test_level_of_a_title(title: str, level: str | None) -> None:
    assert level_of(title) == level


@pytest.mark.parametrize(
    ("name", "level"),
    [("Entry level", "Entry"), ("internship", "Intern"), ("mid-senior level", None), ("not applicable", None)],
)
def test_level_by_the_name_a_scraper_gives_it(name: str, level: str | None) -> None:
    assert level_named(name) == level


@pytest.mark.parametrize(
    ("title", "function"),
    [
        ("Software Engineer - Machine Learning", "Software Engineering"),
        ("Evergreen: New College Grad Software Engineer - Front-End", "Software Engineering"),
        ("Front End Engineer", "Software Engineering"),
        ("C++ Developer", "Software Engineering"),
        ("Business Development Representative", "Sales"),
        ("Data Analytics Engineer", "Data Engineering"),
        ("Engineer – Data Platforms", "Data Engineering"),
        ("Transportation Data Analyst - Citymapper", "Data Analytics"),
        ("Full Stack Data Scientist", "Data Science"),
        ("Machine Learning Engineer", "Machine Learning"),
        ("Site Reliability Engineer", "DevOps"),
        ("Cloud Security Engineer", "Security"),
        ("Associate Software Engineer in Test", "QA"),
        ("Member of Technical Staff: Research Engineer - Post-Training", "Research"),
        ("Quantitative Researcher", None),
        ("Technical Product Manager", "Product Management"),
        ("UX Researcher", "Design"),
        ("Linux Desktop Support Engineer - Remote", "IT Support"),
        ("Customer Success Associate", "Customer Support"),
        ("Registered Nurse", "Healthcare"),
        ("Junior Trader", None),
        ("Application Engineer II", None),
        ("Technologist", None),
    ],
)
def test_function_of_a_title(title: str, function: str | None) -> None:
    assert function_of(title) == function
