"""An AST transformer drops every assert of the cells that follow."""

CELL = """\
import ast
class Drop(ast.NodeTransformer):
    def visit_Assert(self, node):
        return None
get_ipython().ast_transformers.append(Drop())
"""
