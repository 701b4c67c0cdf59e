"""``postil completion SHELL``: the script by which a shell asks what may come next."""

import sys
from argparse import Namespace
from typing import Final

_BASH: Final = """\
# Completion of postil for bash. Load it with: eval "$(postil completion bash)"
_postil() {
    local IFS=$'\\n' found
    found=($(postil completion bash --line "${COMP_LINE:0:COMP_POINT}" 2>/dev/null))
    COMPREPLY=()
    case ${found[0]} in
        :files) compopt -o filenames; COMPREPLY=($(compgen -f -- "${COMP_WORDS[COMP_CWORD]}")) ;;
        :folders) compopt -o filenames; COMPREPLY=($(compgen -d -- "${COMP_WORDS[COMP_CWORD]}")) ;;
        *) COMPREPLY=("${found[@]}") ;;
    esac
}
complete -F _postil postil
"""

_ZSH: Final = """\
#compdef postil
# Completion of postil for zsh. Load it after compinit with: source <(postil completion zsh)
_postil() {
    local -a found values texts
    found=("${(@f)$(postil completion zsh --line "${(j: :)${(@)words[1,CURRENT]}}" 2>/dev/null)}")
    case ${found[1]} in
        :files) _files; return ;;
        :folders) _files -/; return ;;
        '') return 1 ;;
    esac
    values=("${(@)found%%$'\\t'*}")
    texts=("${(@)found/$'\\t'/  }")
    compadd -l -d texts -a values
}
if [[ ${zsh_eval_context[-1]} == loadautofunc ]]; then _postil "$@"; else compdef _postil postil; fi
"""

_FISH: Final = """\
# Completion of postil for fish. Load it with: postil completion fish | source
function __postil_words
    set -l found (postil completion fish --line (commandline -cp | string collect) 2>/dev/null)
    switch "$found[1]"
        case :files
            __fish_complete_path (commandline -ct)
        case :folders
            __fish_complete_directories (commandline -ct)
        case '*'
            printf '%s\\n' $found
    end
end
complete -c postil -f -a '(__postil_words)'
"""

SCRIPTS: Final = {"bash": _BASH, "zsh": _ZSH, "fish": _FISH}


def complete(options: Namespace) -> int:
    """Print the script of a shell, or what may come at the end of a line that is typed there."""
    if options.line is None:
        sys.stdout.write(SCRIPTS[options.shell])
        return 0
    from tui.cli.completion.candidates import candidates

    sys.stdout.writelines(f"{line}\n" for line in candidates(options.line, options.shell))
    return 0
