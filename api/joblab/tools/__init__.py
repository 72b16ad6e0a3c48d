"""What the model may do: four tools, each one SQL function."""

from joblab.tools.describe_data import DESCRIBE_DATA
from joblab.tools.get_job import GET_JOB
from joblab.tools.job_stats import JOB_STATS
from joblab.tools.search_jobs import SEARCH_JOBS

TOOLS = (JOB_STATS, SEARCH_JOBS, GET_JOB, DESCRIBE_DATA)
