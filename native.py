"""Sources as mypyc likes them best, made of those that people read: what setup.py compiles lies in `build/native` and is never looked at.

Four things cost compiled code most, and none of them is seen in the source:
- a constant of a module is looked up in a dictionary wherever it is used, unless it is `Final`;
- what `dataclass` makes is run by the interpreter, unless the class has an `__init__` and an `__eq__` of its own;
- `lru_cache` is called as any object is, with a tuple of arguments, instead of as a function;
- a set of words that is joined, cut or compared where it stands is made anew each time.
"""

from __future__ import annotations

import ast
import re
import shutil
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

CONSTANT = re.compile(r"_?[A-Z][A-Z0-9_]+")
NO_CONSTANTS = {"TypeVar", "NamedTuple", "ParamSpec"}
FEWEST = 1000  # answers: smaller memories hold whole articles, and what is forgotten when is told by their size
MEMO = """
_{name}_memo: _Final[dict[{key}, {value}]] = {{}}
_{name}_older: _Final[dict[{key}, {value}]] = {{}}


def {name}({signature}) -> {value}:
    answer_ = _{name}_memo.get({asked})
    if answer_ is not None:
        return answer_
    if len(_{name}_memo) >= {half}:
        _{name}_older.clear()
        _{name}_older.update(_{name}_memo)
        _{name}_memo.clear()
    older_ = _{name}_older.get({asked})
    made_ = older_ if older_ is not None else _{name}_made({given})
    _{name}_memo[{asked}] = made_
    return made_
"""
MEMO_OF_NONE = """
_{name}_memo: _Final[dict[{key}, {value}]] = {{}}
_{name}_older: _Final[dict[{key}, {value}]] = {{}}


def {name}({signature}) -> {value}:
    if {asked} in _{name}_memo:
        return _{name}_memo[{asked}]
    if len(_{name}_memo) >= {half}:
        _{name}_older.clear()
        _{name}_older.update(_{name}_memo)
        _{name}_memo.clear()
    made_ = _{name}_older[{asked}] if {asked} in _{name}_older else _{name}_made({given})
    _{name}_memo[{asked}] = made_
    return made_
"""
ONCE = """
_{name}_memo: _Final[list[{value}]] = []


def {name}() -> {value}:
    if not _{name}_memo:
        _{name}_memo.append(_{name}_made())
    return _{name}_memo[0]
"""
Edit = tuple[int, int, str]  # the lines from … up to …, and what is to stand there


def prepare(root: Path, into: Path, packages: Sequence[str], compiled: Sequence[str]) -> list[Path]:
    """The packages are copied into a folder, the files to be compiled as mypyc likes them; → the latter, as paths of the copies."""
    shutil.rmtree(into, ignore_errors=True)
    for package in packages:
        shutil.copytree(root / package, into / package, ignore=shutil.ignore_patterns("__pycache__"))
    for name in compiled:
        (into / name).write_text(prepared((root / name).read_text(encoding="utf-8")), encoding="utf-8")
    return [into / name for name in compiled]


def prepared(source: str) -> str:
    """A module → the same for mypyc: «FAR = 6.0» → «FAR: _Final = 6.0»."""
    source = _with_sets_made_once(source)
    tree = ast.parse(source)
    lines = source.splitlines()
    edits = [*_constants(tree, lines), *_classes(tree, lines), *_memories(tree, lines)]
    if not edits:
        return source
    for first, last, text in sorted(edits, reverse=True):
        lines[first:last] = text.split("\n")
    at = next(i for i, line in enumerate(lines) if line.startswith("from __future__")) + 1
    lines.insert(at, "from typing import Final as _Final")
    return "\n".join(lines) + "\n"


def _with_sets_made_once(source: str) -> str:
    """«{"post", "group"} & kinds», «lemma in TAKEN | GIVEN» → the set that never changes gets a name at the end of the module."""
    lines = [line.encode() for line in source.splitlines()]  # the tree counts bytes
    names: dict[str, str] = {}
    spots: list[ast.expr] = []
    for function in [node for node in ast.parse(source).body if isinstance(node, (ast.FunctionDef, ast.ClassDef))]:
        spots += [spot for node in ast.walk(function) for spot in _fixed_sets(node) if spot.lineno == spot.end_lineno]
    for spot in sorted(spots, key=lambda one: (one.lineno, one.col_offset), reverse=True):
        line, name = lines[spot.lineno - 1], names.setdefault(ast.unparse(spot), f"_SET_{len(names)}")
        lines[spot.lineno - 1] = line[: spot.col_offset] + name.encode() + line[spot.end_col_offset :]
    return "\n".join([*(line.decode() for line in lines), *(f"{name} = {value}" for value, name in names.items())]) + "\n"


def _fixed_sets(node: ast.AST) -> list[ast.expr]:
    """The sets of words written down in an expression that only reads them: joined ones behind `in`, single ones beside `&`, `|`, `-` or before `.isdisjoint`."""
    if isinstance(node, ast.Compare):
        return [one for one in node.comparators if isinstance(one, ast.BinOp) and isinstance(one.op, (ast.BitOr, ast.Sub)) and _is_fixed(one)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, (ast.BitAnd, ast.BitOr, ast.Sub)) and not _is_fixed(node):
        return [one for one in (node.left, node.right) if isinstance(one, (ast.Set, ast.BinOp)) and _is_fixed(one)]
    if isinstance(node, ast.Attribute) and node.attr == "isdisjoint" and isinstance(node.value, (ast.Set, ast.BinOp)) and _is_fixed(node.value):
        return [node.value]
    return []


def _is_fixed(value: ast.expr) -> bool:
    """Whether a value is a set of words, a constant, or several of them joined."""
    if isinstance(value, ast.BinOp):
        return isinstance(value.op, (ast.BitOr, ast.Sub)) and _is_fixed(value.left) and _is_fixed(value.right)
    return all(_is_word(one) for one in value.elts) if isinstance(value, ast.Set) else isinstance(value, ast.Name) and CONSTANT.fullmatch(value.id) is not None


def _constants(tree: ast.Module, lines: Sequence[str]) -> Iterator[Edit]:
    """The first line of each constant: assigned once, named in capitals."""
    names = Counter(node.id for node in ast.walk(tree) if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store))
    for node in tree.body:
        if isinstance(node, ast.Assign) and len(node.targets) == 1 and isinstance(node.targets[0], ast.Name):
            name, line = node.targets[0].id, node.lineno - 1
            callee = node.value.func if isinstance(node.value, ast.Call) else None
            final = _final(node.value)
            if final and CONSTANT.fullmatch(name) and names[name] == 1 and not (isinstance(callee, ast.Name) and callee.id in NO_CONSTANTS):
                yield line, line + 1, f"{name}: {final}{lines[line][len(name) :]}"
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name) and CONSTANT.fullmatch(node.target.id) and names[node.target.id] == 1:
            line, kind = node.lineno - 1, ast.unparse(node.annotation)
            assert node.annotation.end_lineno == node.lineno
            yield line, line + 1, f"{node.target.id}: _Final[{kind}]{lines[line][node.annotation.end_col_offset :]}"


def _final(value: ast.expr) -> str:
    """How a constant is declared; "" where it stays as it is. Of words and their tuples `Final` alone would let nothing else stand where they are taken from."""
    if isinstance(value, ast.Tuple):
        return "_Final[tuple[str, ...]]" if value.elts and all(_is_word(one) for one in value.elts) else ""
    return "_Final[str]" if _is_word(value) else "_Final"


def _is_word(value: ast.expr) -> bool:
    return isinstance(value, ast.Constant) and isinstance(value.value, str)


def _classes(tree: ast.Module, lines: Sequence[str]) -> Iterator[Edit]:
    """The decorator and the fields of each dataclass without bases, and its `__init__` behind them."""
    for node in tree.body:
        decorator = next((d for d in node.decorator_list if "dataclass" in ast.unparse(d)), None) if isinstance(node, ast.ClassDef) else None
        if not isinstance(node, ast.ClassDef) or decorator is None or node.bases or len(node.decorator_list) > 1:
            continue
        fields = [one for one in node.body if isinstance(one, ast.AnnAssign)]
        methods = {one.name for one in node.body if isinstance(one, ast.FunctionDef)}
        if "__init__" in methods or not fields:
            continue
        said = ast.unparse(decorator).replace("frozen=True", "unsafe_hash=True" if "eq=False" not in ast.unparse(decorator) else "frozen=False")
        hashed = "unsafe_hash=True" in said
        yield decorator.lineno - 1, decorator.end_lineno or 0, f"@{said.replace('unsafe_hash=True', 'frozen=False')}"
        for one in fields[:-1]:
            yield one.lineno - 1, one.end_lineno or 0, f"    {_field(one)}"
        last = fields[-1]
        parameters = [_parameter(one) for one in fields if not _is_set_later(one)]
        star = ["*"] if "kw_only=True" in said else []
        body = [f"        self.{ast.unparse(one.target)} = {_value(one)}" for one in fields if not _is_set_later(one)]
        begin = f"    def __init__({', '.join(['self', *star, *parameters])}) -> None:"
        after = ["        self.__post_init__()"] if "__post_init__" in methods else []
        equal = _equal(node.name, fields, hashed=hashed) if "eq=False" not in said and "__eq__" not in methods else []
        yield last.lineno - 1, last.end_lineno or 0, "\n".join([f"    {_field(last)}", "", begin, *body, *after, *equal])


def _equal(name: str, fields: Sequence[ast.AnnAssign], *, hashed: bool) -> list[str]:
    """The lines of `__eq__`, which stops at the first field that differs, where that of `dataclass` makes tuples of them all, and of `__hash__`."""
    compared = [ast.unparse(field.target) for field in fields if "compare" not in _options(field)]
    same = " and ".join([f"isinstance(other, {name})", *(f"self.{one} == other.{one}" for one in compared)])
    lines = ["", "    def __eq__(self, other: object) -> bool:", f"        return self is other or ({same})"]
    told = "".join(f"self.{one}, " for one in compared)
    return [*lines, "", "    def __hash__(self) -> int:", f"        return hash(({told}))"] if hashed else lines


def _options(field: ast.AnnAssign) -> dict[str, ast.expr]:
    """What `field(…)` says; {} where there is none."""
    call = field.value
    return {word.arg or "": word.value for word in call.keywords} if isinstance(call, ast.Call) and ast.unparse(call.func) == "field" else {}


def _is_set_later(field: ast.AnnAssign) -> bool:
    return "init" in _options(field)


def _field(field: ast.AnnAssign) -> str:
    """A field without its default, which `__init__` knows."""
    rest = {word: value for word, value in _options(field).items() if word not in ("default", "default_factory")}
    told = f" = field({', '.join(f'{word}={ast.unparse(value)}' for word, value in rest.items())})" if rest else ""
    return f"{ast.unparse(field.target)}: {ast.unparse(field.annotation)}{told}"


def _parameter(field: ast.AnnAssign) -> str:
    """«parts: list[Phrase] = field(default_factory=list)» → «parts: list[Phrase] | None = None»."""
    name, kind = ast.unparse(field.target), ast.unparse(field.annotation)
    if "default_factory" in _options(field):
        return f"{name}: {kind} | None = None"
    default = _options(field).get("default", None if _options(field) else field.value)
    return f"{name}: {kind}" + (f" = {ast.unparse(default)}" if default is not None else "")


def _value(field: ast.AnnAssign) -> str:
    name, factory = ast.unparse(field.target), _options(field).get("default_factory")
    return name if factory is None else f"{name} if {name} is not None else {ast.unparse(factory)}()"


def _memories(tree: ast.Module, lines: Sequence[str]) -> Iterator[Edit]:
    """The line of `def` and what comes behind each function whose answers are kept."""
    for node in tree.body:
        if not isinstance(node, ast.FunctionDef) or len(node.decorator_list) != 1 or node.args.vararg or node.args.kwarg or node.returns is None:
            continue
        size = _size(node.decorator_list[0], tree)
        if size < FEWEST:
            continue
        arguments = [*node.args.args, *node.args.kwonlyargs]
        kinds = [ast.unparse(one.annotation) for one in arguments if one.annotation is not None]
        yield node.decorator_list[0].lineno - 1, node.lineno, lines[node.lineno - 1].replace(f"def {node.name}(", f"def _{node.name}_made(", 1)
        value = ast.unparse(node.returns)
        made = _memory(value) if arguments else ONCE
        given = [*(one.arg for one in node.args.args), *(f"{one.arg}={one.arg}" for one in node.args.kwonlyargs)]
        alone = len(arguments) == 1
        yield (
            node.end_lineno or 0,
            node.end_lineno or 0,
            made.format(
                name=node.name,
                value=value,
                key=kinds[0] if alone else f"tuple[{', '.join(kinds)}]",
                signature=ast.unparse(node.args),
                asked=arguments[0].arg if alone else f"({', '.join(one.arg for one in arguments)})",
                given=", ".join(given),
                half=min(size, 1 << 40) // 2,
            ),
        )


def _memory(value: str) -> str:
    """How answers of a type are kept. Where none is None, `get` tells what is not known yet: an error for it would cost as much as many answers."""
    return MEMO_OF_NONE if "None" in value or value.startswith("Any") else MEMO


def _size(decorator: ast.expr, tree: ast.Module) -> int:
    """How many answers a function keeps: `@lru_cache(1_000)` → 1000, `@cache` → very many, any other decorator → 0."""
    if ast.unparse(decorator) == "cache":
        return 1 << 60
    if not isinstance(decorator, ast.Call) or ast.unparse(decorator.func) != "lru_cache":
        return 0
    said = [*decorator.args, *(word.value for word in decorator.keywords if word.arg == "maxsize")][0]
    if isinstance(said, ast.Name):
        said = next((node.value for node in tree.body if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == said.id), ast.Constant(0))
    return int(ast.literal_eval(said))
