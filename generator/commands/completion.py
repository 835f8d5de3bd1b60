"""`fupan completion`: a script that lets the shell complete verbs and options."""

from __future__ import annotations

import click

from generator.commands.terminal.language import _
from generator.commands.terminal.session import Session, common_options
from generator.wording import N_

SHELLS = ("bash", "zsh", "fish", "powershell")
_VARIABLE = "_FUPAN_COMPLETE"
_WHERE = {
    "bash": N_('Add to ~/.bashrc: eval "$(fupan completion bash)"'),
    "zsh": N_('Add to ~/.zshrc: eval "$(fupan completion zsh)"'),
    "fish": N_("Save as ~/.config/fish/completions/fupan.fish"),
    "powershell": N_("Add to $PROFILE: fupan completion powershell | Out-String | Invoke-Expression"),
}

# click has nothing for PowerShell; this asks it in the way that bash does: lines of `type,value`.
_POWERSHELL = """\
Register-ArgumentCompleter -Native -CommandName fupan -ScriptBlock {
    param($wordToComplete, $commandAst, $cursorPosition)
    $words = @($commandAst.CommandElements | Where-Object { $_.Extent.StartOffset -lt $cursorPosition } |
        ForEach-Object { $_.ToString() })
    $index = if ($wordToComplete) { $words.Count - 1 } else { $words.Count }
    $env:COMP_WORDS = ($words -join ' ')
    $env:COMP_CWORD = "$index"
    $env:_FUPAN_COMPLETE = 'bash_complete'
    try {
        fupan | ForEach-Object {
            $kind, $value = $_ -split ',', 2
            if ($kind -eq 'plain') {
                [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $value)
            }
        }
    } finally {
        Remove-Item Env:COMP_WORDS, Env:COMP_CWORD, Env:_FUPAN_COMPLETE -ErrorAction SilentlyContinue
    }
}
"""


@click.command(help=_(N_("Print a script that completes commands in your shell.")))
@click.argument("shell", type=click.Choice(SHELLS))
@common_options
def command(session: Session, shell: str) -> int:
    """Print the script on standard output, and where it belongs on standard error."""
    click.echo(completion_script(shell))
    if not session.quiet:
        click.echo(f"# {_(_WHERE[shell])}", err=True)
    return 0


def completion_script(shell: str) -> str:
    """Return the completion script for `shell`."""
    if shell == "powershell":
        return _POWERSHELL
    from click.shell_completion import get_completion_class

    from generator.cli import program

    made_for = get_completion_class(shell)
    assert made_for is not None
    # The class checks the version of the shell when it is bash; the script itself needs no check.
    complete = made_for(program(), {}, "fupan", _VARIABLE)
    return str(complete.source_template % complete.source_vars())
