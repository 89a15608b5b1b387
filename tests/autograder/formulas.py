"""The formulas of a source in a form in which names do not count."""

from __future__ import annotations

import ast
import copy

#: Names that mean something: everything else may be called otherwise.
KEPT = {"np", "abs", "bool", "float", "int", "max", "min", "range", "round", "sum", "zip"}
FORMULAS = (ast.BinOp, ast.BoolOp, ast.Call, ast.Compare, ast.IfExp, ast.ListComp, ast.Subscript)
#: What is counted: an operation, or a thing that it works on.
COUNTED = (
    *(ast.operator, ast.unaryop, ast.cmpop, ast.boolop, ast.IfExp, ast.Subscript),
    *(ast.Name, ast.Attribute, ast.Constant, ast.Call),
)
#: A formula below this size is everybody's; a whole statement says more than a part of one.
SMALLEST = 7
SMALLEST_STATEMENT = 5
#: ``a <= b`` decides what ``a > b`` decides.
_OPPOSITES: dict[type[ast.cmpop], type[ast.cmpop]] = {
    ast.LtE: ast.Gt,
    ast.GtE: ast.Lt,
    ast.NotEq: ast.Eq,
}


class _Plain(ast.NodeTransformer):
    """Number the names; ``len(x)``, ``x.shape[0]`` and ``self.loss`` are names like any other."""

    def __init__(self) -> None:
        self.numbers: dict[str, str] = {}

    def _number(self, node: ast.AST) -> ast.Name:
        return ast.Name(self.numbers.setdefault(ast.dump(node), f"x{len(self.numbers)}"))

    def visit_Name(self, node: ast.Name) -> ast.AST:
        return node if node.id in KEPT else self._number(ast.Name(node.id))

    def visit_Attribute(self, node: ast.Attribute) -> ast.AST:
        root: ast.AST = node
        while isinstance(root, ast.Attribute):
            root = root.value
        own = isinstance(root, ast.Name) and root.id not in KEPT
        return self._number(node) if own else self.generic_visit(node)

    def visit_Subscript(self, node: ast.Subscript) -> ast.AST:
        shape = isinstance(node.value, ast.Attribute) and node.value.attr == "shape"
        return self._number(node) if shape else self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> ast.AST:
        if isinstance(node.func, ast.Name):
            if node.func.id == "len":
                return self._number(node)
            name: ast.expr = node.func
        elif isinstance(node.func, ast.Attribute):
            # A method keeps its name: x.mean() is another formula than x.max().
            name = ast.Attribute(self.visit(node.func.value), node.func.attr)
        else:
            name = self.visit(node.func)
        arguments = [self.visit(argument) for argument in node.args]
        return ast.Call(name, arguments, [self.visit(keyword) for keyword in node.keywords])

    def visit_Compare(self, node: ast.Compare) -> ast.AST:
        node.ops = [_OPPOSITES.get(type(op), type(op))() for op in node.ops]
        return self.generic_visit(node)


def _form(node: ast.AST) -> tuple[str, int]:
    """Return an expression without its names, and its size."""
    plain = _Plain().visit(copy.deepcopy(node))
    return ast.unparse(plain), sum(isinstance(part, COUNTED) for part in ast.walk(plain))


def expressions(tree: ast.AST) -> dict[str, str]:
    """Return the form and the text of every expression in a tree."""
    return {_form(n)[0]: ast.unparse(n) for n in ast.walk(tree) if isinstance(n, FORMULAS)}


def formulas(function: ast.FunctionDef, smallest_statement: int = SMALLEST) -> dict[str, str]:
    """Return the form and the text of what a function computes, without what is too small."""
    found = {}
    nodes = [node for statement in function.body for node in ast.walk(statement)]
    statements = {id(n.value) for n in nodes if isinstance(n, ast.Return | ast.Assign)}
    for node in nodes:
        if isinstance(node, FORMULAS) and not ast.unparse(node).startswith("zip("):
            form, size = _form(node)
            if size >= (smallest_statement if id(node) in statements else SMALLEST):
                found[form] = ast.unparse(node)
    return found
