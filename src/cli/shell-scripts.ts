/**
 * What a shell runs to complete a newsdesk line: it asks `newsdesk complete` for the words, one a line. None of the scripts evaluates
 * what was typed or what a site says; `:files` asks the shell for its own names of files.
 */
export const SHELLS = ['bash', 'zsh', 'fish'] as const
export type Shell = (typeof SHELLS)[number]

export const SHELL_SCRIPTS: Record<Shell, string> = {
  // macOS still has bash 3.2: no mapfile, and no compopt.
  bash: `# newsdesk completion for bash. In ~/.bashrc: source <(newsdesk completion bash)
_newsdesk() {
  local word
  COMPREPLY=()
  while IFS= read -r word; do
    if [ "$word" = ":files" ]; then
      compopt -o filenames 2>/dev/null
      while IFS= read -r word; do COMPREPLY+=("$word"); done < <(compgen -f -- "\${COMP_WORDS[COMP_CWORD]}")
    else
      COMPREPLY+=("$word")
    fi
  done < <(newsdesk complete bash -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -F _newsdesk newsdesk
`,
  zsh: `#compdef newsdesk
# newsdesk completion for zsh. In ~/.zshrc, after compinit: source <(newsdesk completion zsh)
_newsdesk() {
  local line
  local -a found
  while IFS= read -r line; do
    if [[ "$line" == ":files" ]]; then _files; else found+=("$line"); fi
  done < <(newsdesk complete zsh -- "\${(@Q)words[2,CURRENT]}" 2>/dev/null)
  (( $#found )) && _describe newsdesk found
}
if [[ "\${funcstack[1]}" == "_newsdesk" ]]; then _newsdesk "$@"; else compdef _newsdesk newsdesk; fi
`,
  fish: `# newsdesk completion for fish: newsdesk completion fish > ~/.config/fish/completions/newsdesk.fish
function __newsdesk_complete
    set -l words (commandline -opc)
    set -l current (commandline -ct)
    for line in (newsdesk complete fish -- $words[2..-1] "$current" 2>/dev/null)
        if test "$line" = ":files"
            __fish_complete_path "$current"
        else
            echo -- $line
        end
    end
end
complete -c newsdesk -f -a '(__newsdesk_complete)'
`,
}
