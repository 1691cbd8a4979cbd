"""A kind of import contract that import-linter has not: a closed list.

Its own "forbidden" names what may not be imported, so a module written tomorrow would be open to
all. Here the list names what may be imported, and all else is closed.
"""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class OnlyContract(Contract):
    """`importer` and what is in it may import, of all that is in `package`, only `allowed`.

    Counts direct imports: what an allowed module stands on is its own affair, and other
    contracts' concern.
    """

    type_name = "only"

    importer = fields.ModuleField()
    package = fields.ModuleField()
    allowed = fields.SetField(subfield=fields.ModuleField())

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        importer, package = self.importer.name, self.package.name
        allowed = {module.name for module in self.allowed}
        broken = []
        for inside in sorted({importer} | graph.find_descendants(importer)):
            for imported in sorted(graph.find_modules_directly_imported_by(inside)):
                is_allowed = any(is_within(imported, name) for name in allowed)
                if is_within(imported, package) and not is_allowed:
                    details = graph.get_import_details(importer=inside, imported=imported)
                    broken.append((inside, imported, [row["line_number"] for row in details]))
        return ContractCheck(kept=not broken, metadata={"broken": broken})

    def render_broken_contract(self, check: ContractCheck) -> None:
        for inside, imported, lines in check.metadata["broken"]:
            where = ", ".join(f"line {line}" for line in lines)
            output.print_error(f"- {inside} may not import {imported} ({where})")


def is_within(module: str, package: str) -> bool:
    """Whether `module` is `package` or something in it."""
    return module == package or module.startswith(f"{package}.")
