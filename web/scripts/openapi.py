"""Print the API's OpenAPI document, from the application itself; nothing is started and nothing is called."""

import json
import sys

from joblab.app import create_app
from joblab.settings import Settings

UNUSED = {"SUPABASE_URL": "http://localhost", "SUPABASE_PUBLISHABLE_KEY": "unused", "SUPABASE_API_JWT": "unused"}

json.dump(create_app(Settings.model_validate(UNUSED)).openapi(), sys.stdout, indent=2, sort_keys=True)
sys.stdout.write("\n")
