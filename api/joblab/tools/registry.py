"""The tools the model may call: their names, their input, and how one is run."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Annotated, Any

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, ValidationError, WithJsonSchema

from joblab.deadline import Deadline
from joblab.jobs.repository import DatabaseTimeoutError, InvalidQueryError, JobRepository
from joblab.jobs.schemas import Fields
from joblab.tools.result import RepairableToolError, ToolResult
from joblab.tools.schema import compact_schema

if TYPE_CHECKING:
    from mypy_boto3_bedrock_runtime.type_defs import ToolTypeDef

# More rows than that fill a prompt and tell a model no more. A higher limit is cut, not refused: the result says what
# was left out.
MOST_ROWS = 50
RowLimit = Annotated[
    int,
    Field(ge=1),
    AfterValidator(lambda limit: min(limit, MOST_ROWS)),
    WithJsonSchema({"type": "integer", "maximum": MOST_ROWS}),
]
# What a call says beside what it looks up: no part of its input as it is reported and kept.
TELLING: dict[str, Any] = {
    "as": {"type": "string", "description": "names the result"},
    "language": {"type": "string", "description": "of the answer, BCP 47"},
    "answer": {"type": "string", "description": "the whole answer, with placeholders"},
}


@dataclass(frozen=True)
class Tool[Input: BaseModel]:
    """One SQL function, as the model sees it."""

    name: str
    description: str
    input: type[Input]
    run: Callable[[Input, JobRepository, Deadline], ToolResult]
    takes_answer: bool = False
    """Whether the answer's text may be given with the call."""

    def spec(self) -> "ToolTypeDef":
        """The tool in Converse's shape."""
        schema = compact_schema(self.input)
        schema["properties"] |= TELLING if self.takes_answer else {"as": TELLING["as"]}
        return {
            "toolSpec": {"name": self.name, "description": self.description, "inputSchema": {"json": schema}},
        }


class ToolRegistry:
    """Runs tools by name, on input as the model wrote it."""

    def __init__(self, tools: tuple[Tool[Any], ...], jobs: JobRepository) -> None:
        self._tools: Mapping[str, Tool[Any]] = {tool.name: tool for tool in tools}
        self._jobs = jobs
        self.specs = [tool.spec() for tool in tools]

    def run(self, name: str, arguments: dict[str, object] | None, deadline: Deadline) -> ToolResult:
        """Validate the input and run the tool.

        Raises:
            RepairableToolError: no such tool, invalid input, or a query that the database refuses.
            AppError: the database failed; the turn cannot go on.
        """
        tool = self._tools.get(name)
        if tool is None:
            raise RepairableToolError(f"There is no tool {name!r}. Tools: {', '.join(self._tools)}.")
        if arguments is None:
            raise RepairableToolError("The input is not a JSON object.")
        try:
            return tool.run(tool.input.model_validate(arguments), self._jobs, deadline)
        except ValidationError as error:
            raise RepairableToolError(_explain(error, tool.input)) from error
        except (InvalidQueryError, DatabaseTimeoutError) as error:  # a narrower query may be in time
            raise RepairableToolError(error.detail) from error


def _explain(error: ValidationError, model: type[BaseModel]) -> str:
    problems = []
    for item in error.errors(include_url=False, include_input=False, include_context=False):
        where = ".".join(map(str, item["loc"]))
        problems.append(f"{where}: {item['msg']}" if where else item["msg"])
        if item["type"] == "extra_forbidden":
            allowed = model if len(item["loc"]) == 1 else Fields
            problems.append(f"allowed: {', '.join(allowed.model_fields)}")
    return "Invalid input. " + "; ".join(problems) + "."


class ToolInput(BaseModel):
    """Base of inputs that are no query of their own."""

    model_config = ConfigDict(extra="forbid")
