/** A shell that has completion. */
export type Shell = 'bash' | 'zsh' | 'fish'

/** Each script asks the program itself: `wxdp complete -- words`. Where that suggests nothing, file names come. */
export const shellScripts: Readonly<Record<Shell, string>> = {
  bash: `_wxdp() {
  local line
  COMPREPLY=()
  while IFS= read -r line; do
    COMPREPLY+=("\${line%%$'\\t'*}")
  done < <(wxdp complete -- "\${COMP_WORDS[@]:1:COMP_CWORD}" 2>/dev/null)
}
complete -o default -F _wxdp wxdp`,
  zsh: `#compdef wxdp
_wxdp() {
  local -a lines
  lines=("\${(@f)$(wxdp complete -- "\${(@)words[2,CURRENT]}" 2>/dev/null)}")
  if [[ -n "\${lines[1]}" ]]; then
    lines=("\${(@)lines//:/\\\\:}")
    lines=("\${(@)lines/$'\\t'/:}")
    _describe wxdp lines
  else
    _files
  fi
}
compdef _wxdp wxdp`,
  fish: `function __wxdp_complete
  set -l before (commandline -opc)
  set -l current (commandline -ct)
  set -l lines (wxdp complete -- $before[2..] "$current" 2>/dev/null)
  if count $lines >/dev/null
    printf '%s\\n' $lines
  else
    __fish_complete_path "$current"
  end
end
complete -c wxdp -f -a '(__wxdp_complete)'`,
}
