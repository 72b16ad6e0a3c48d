"""AWS's SAM translator, by the line: a call and its arguments as JSON in, what came of it as JSON out.

Run by the Python of the deploy tools (requirements-deploy.txt), which are locked apart from what ships.
"""

import json
import logging
import sys
from typing import Any

import boto3  # type: ignore[import-untyped]
from samtranslator.model.exceptions import InvalidDocumentException  # type: ignore[import-not-found]
from samtranslator.parser.parser import Parser  # type: ignore[import-not-found]
from samtranslator.translator.translator import Translator  # type: ignore[import-not-found]
from samtranslator.yaml_helper import yaml_parse  # type: ignore[import-not-found]

# The translator warns of feature flags that only AWS can set.
logging.getLogger("samtranslator").setLevel(logging.ERROR)


def translate(template: dict[str, Any], parameters: dict[str, str], region: str) -> Any:
    """Plain CloudFormation."""
    translator = Translator({}, Parser(), boto_session=boto3.Session(region_name=region))
    return translator.translate(template, parameters)


CALLS = {"parse": yaml_parse, "translate": translate}

for line in sys.stdin:
    call, arguments = json.loads(line)
    try:
        said = {"answer": CALLS[call](*arguments)}
    except InvalidDocumentException as refused:
        said = {"refusal": "\n".join(cause.message for cause in refused.causes)}
    print(json.dumps(said), flush=True)  # noqa: T201
