"""The documents: listing them, and rendering a sample."""

from pathlib import Path

import click

from shared import policy


@click.group(invoke_without_command=True)
@click.pass_context
def documents(context: click.Context) -> None:
    """List the documents: name, who reads it, title."""
    if context.invoked_subcommand is None:
        from shared.documents import REGISTRY

        words = policy.load("mississippi")
        for name, document in sorted(REGISTRY.items()):
            click.echo(f"{name:32} {document.reader:10} {document.titled('en', words)}")


@documents.command("render")
@click.argument("name")
@click.option("--sample", is_flag=True, help="With invented contents (the only way).")
@click.option("--lang", default="en", type=click.Choice(("en", "es")), show_default=True,
              help="The language.")  # fmt: skip
@click.option("--policy", "policy_name", type=click.Choice(policy.NAMES), default="mississippi",
              show_default=True, help="Whose words and addresses.")  # fmt: skip
@click.option("-o", "--output", required=True, type=click.Path(path_type=Path, dir_okay=False),
              help="The PDF to write.")  # fmt: skip
def render(name: str, sample: bool, lang: str, policy_name: str, output: Path) -> None:
    """Render the document NAME as a tagged PDF (PDF/UA-1) with invented contents."""
    from shared import documents as shared_documents

    if not sample:
        raise click.UsageError("Real documents are made by the worker; add --sample.")
    if name not in shared_documents.REGISTRY:
        known = ", ".join(sorted(shared_documents.REGISTRY))
        raise click.BadParameter(f"{name} is no document. They are: {known}", param_hint="NAME")
    policy.use(policy_name)
    output.write_bytes(shared_documents.render_sample(name, lang))
    click.echo(f"Wrote {output}")
