"""From a month's work to its bill, line by line. Sizes in GB of 2**30 bytes, as AWS bills memory; times in seconds."""

from dataclasses import dataclass

from cli.cost.prices import Price, prices
from cli.measured import Measured
from cli.package.install import Arch
from joblab.bedrock.profiles import Usage
from joblab.settings import Settings

MONTH = 30 * 86_400
# What template.yaml makes, and joblab/telemetry/metrics.py emits; a test counts them there.
METRICS = 10
ALARM_METRICS = 16
DASHBOARDS = 1
# Of one answer. Read off log lines of the local gateway: log line and metrics 1.8 kB, Lambda's own lines and the access
# log 0.8 kB. Estimated: the answer with its tool result 3 kB, requests to Supabase 3 kB.
LOG_BYTES = 2_600
DATA_BYTES = 6_000
# So long does Bedrock keep a prompt that nobody asks for.
CACHE_SECONDS = 300.0


@dataclass(frozen=True)
class Configuration:
    """How the function is deployed; template.yaml's own settings by default."""

    memory_mb: int = 512
    arch: Arch = "arm64"
    snapstart: bool = False
    provisioned: int = 0
    secrets_manager: bool = False
    """Where the database's token is kept; Parameter Store, which is free, if not there."""

    @property
    def memory(self) -> float:
        """In GB."""
        return self.memory_mb / 1024


@dataclass(frozen=True)
class Work:
    """What a month brings; seconds are sums over its requests."""

    requests: float
    seconds: float
    """In handlers of environments started on demand."""
    provisioned_seconds: float
    """In handlers of provisioned environments."""
    cold_starts: float
    init_seconds: float
    asked: float
    """Requests that ask the model; a remembered plan answers the others."""
    lulls: float
    """Those of them after five minutes without one: they write the prompt into Bedrock's cache, the others read it."""


@dataclass(frozen=True)
class Line:
    """One line of a bill, in US dollars a month: at list price, and with the free allowance taken off."""

    name: str
    quantity: float
    unit: str
    list_usd: float
    usd: float


@dataclass(frozen=True)
class Bill:
    """Infrastructure, and the model."""

    infrastructure: tuple[Line, ...]
    model: tuple[Line, ...]

    @property
    def total(self) -> float:
        """Infrastructure, free allowances taken off."""
        return sum(line.usd for line in self.infrastructure)

    @property
    def list_total(self) -> float:
        """Infrastructure at list prices."""
        return sum(line.list_usd for line in self.infrastructure)

    @property
    def model_total(self) -> float:
        """All tokens."""
        return sum(line.usd for line in self.model)


def bill(work: Work, configuration: Configuration, measured: Measured) -> Bill:
    """The month's bill."""
    fixed = [
        _line("http_api", work.requests),
        _line("logs", work.requests * LOG_BYTES / 2**30),
        _line("metrics", METRICS),
        _line("alarms", ALARM_METRICS),
        _line("dashboards", DASHBOARDS),
        _line("data_out", work.requests * DATA_BYTES / 2**30),
    ]
    if configuration.secrets_manager:
        fixed += [_line("secrets", 1), _line("secret_calls", work.cold_starts)]
    return Bill((*_compute(work, configuration), *fixed), tuple(_tokens(work, measured)))


def _compute(work: Work, configuration: Configuration) -> list[Line]:
    """Lambda's lines. A function with provisioned concurrency has no part in the free allowance."""
    memory, arch = configuration.memory, configuration.arch
    if configuration.provisioned:
        init = work.init_seconds + work.seconds
        return [
            _line("lambda_requests", work.requests, free=False),
            _line(f"lambda_{arch}", init * memory, free=False),
            _line(f"provisioned_{arch}", configuration.provisioned * memory * MONTH),
            _line(f"provisioned_compute_{arch}", work.provisioned_seconds * memory),
        ]
    # With SnapStart the init ran when the version was published.
    init = 0 if configuration.snapstart else work.init_seconds
    lines = [_line("lambda_requests", work.requests), _line(f"lambda_{arch}", (work.seconds + init) * memory)]
    if configuration.snapstart:
        lines += [_line("snapstart_cache", memory * MONTH), _line("snapstart_restore", work.cold_starts * memory)]
    return lines


def _tokens(work: Work, measured: Measured) -> list[Line]:
    profile = Settings.model_construct().model_profile  # the default model's
    written = work.lulls * measured.fixed_tokens / measured.rounds
    read = work.asked * measured.fixed_tokens - written
    kinds = {
        "prompt, cached": Usage(cache_read_tokens=round(read)),
        "prompt, anew": Usage(cache_write_tokens=round(written)),
        "tool results": Usage(input_tokens=round(work.asked * measured.result_tokens)),
        "answers": Usage(output_tokens=round(work.asked * measured.output_tokens)),
    }
    return [
        Line(f"Bedrock: {name}", usage.total, "tokens", profile.cost(usage), profile.cost(usage))
        for name, usage in kinds.items()
    ]


def _line(key: str, quantity: float, *, free: bool = True) -> Line:
    price = prices()[key]
    allowance = price.free if free else 0
    return Line(price.name, quantity, price.unit, _cost(price, quantity), _cost(price, max(0, quantity - allowance)))


def _cost(price: Price, quantity: float) -> float:
    return quantity / price.per * price.usd
