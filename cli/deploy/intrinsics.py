"""CloudFormation's intrinsic functions, as far as template.yaml uses them: what it will say once deployed."""

import re
from collections.abc import Callable, Mapping
from typing import Any

NO_VALUE = object()


class Intrinsics:
    """Evaluates parts of a template for given parameters.

    What only a deployed resource can tell stays as its name in braces: `{Role.Arn}`, or `{BackendLogs}` for a Ref.
    """

    def __init__(self, template: Mapping[str, Any], parameters: Mapping[str, str], region: str, account: str) -> None:
        self._conditions = template.get("Conditions", {})
        types = {name: definition["Type"] for name, definition in template["Parameters"].items()}
        self._references: dict[str, object] = {
            name: value.split(",") if types[name] == "CommaDelimitedList" else value
            for name, value in parameters.items()
        }
        self._references |= {"AWS::Region": region, "AWS::AccountId": account, "AWS::NoValue": NO_VALUE}
        self._functions: dict[str, Callable[[Any], object]] = {
            "Ref": self._reference,
            "Fn::GetAtt": lambda path: self._reference(".".join(path)),
            "Fn::Sub": self._substitute,
            "Fn::If": lambda branch: self.value(branch[1] if self.condition(branch[0]) else branch[2]),
            "Fn::Join": lambda join: join[0].join(str(part) for part in self._list(join[1])),
            "Fn::Split": lambda split: str(self.value(split[1])).split(split[0]),
            "Fn::Select": lambda select: self._list(select[1])[int(select[0])],
            "Fn::Equals": lambda sides: str(self.value(sides[0])) == str(self.value(sides[1])),
            "Fn::Not": lambda negated: not self.value(negated[0]),
            "Fn::And": lambda parts: all(self.value(part) for part in parts),
            "Fn::Or": lambda parts: any(self.value(part) for part in parts),
            "Fn::Contains": lambda contains: self.value(contains[1]) in self._list(contains[0]),
        }

    def condition(self, name: str) -> bool:
        """Whether a condition of the template holds."""
        return bool(self.value(self._conditions[name]))

    def value(self, node: object) -> object:
        """A part of the template with its functions evaluated; keys and items without a value are left out."""
        if isinstance(node, list):
            return [value for item in node if (value := self.value(item)) is not NO_VALUE]
        if not isinstance(node, dict):
            return node
        name = next(iter(node), "")
        if len(node) == 1 and name in self._functions:
            return self._functions[name](node[name])
        return {key: value for key, item in node.items() if (value := self.value(item)) is not NO_VALUE}

    def _list(self, node: object) -> list[object]:
        value = self.value(node)
        assert isinstance(value, list)  # noqa: S101  (cfn-lint checks the template's types)
        return value

    def _reference(self, name: str) -> object:
        return self._references.get(name, f"{{{name}}}")

    def _substitute(self, template: str | list[Any]) -> str:
        text, variables = (template, {}) if isinstance(template, str) else (template[0], self.value(template[1]))
        assert isinstance(variables, dict)  # noqa: S101  (as above)

        def replace(match: re.Match[str]) -> str:
            name = match.group(1)
            return str(variables[name] if name in variables else self._reference(name))

        return re.sub(r"\$\{([A-Za-z0-9:.]+)\}", replace, text)
