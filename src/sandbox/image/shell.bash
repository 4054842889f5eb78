# The init file of the learner's shell: bash --rcfile /usr/local/lib/ropewalk/shell.bash -i
#
# Prompt marks, each ESC ] 133 ; … ; k=<nonce> BEL:
#   D;<status>;cwd=<path, %-encoded>   a command (or the start of the shell) is over
#   A  B                               the prompt begins; the input begins
#   P;2                                bash wants a further line
#   C;cl=<command line in base64>      a command begins to run
# The front end draws the prompt itself, so nothing else is printed.

# The nonce must not stay in the environment, /proc/$$/environ or `set`: start again without it,
# take it from a descriptor, and keep it where only `complete -p` tells it.
if [[ ${ROPEWALK_NONCE+set} ]]; then
    __ropewalk_nonce=$ROPEWALK_NONCE
    unset ROPEWALK_NONCE
    exec "$BASH" --rcfile "${BASH_SOURCE[0]}" -i 63<<<"$__ropewalk_nonce"
fi
if { read -r -u 63 REPLY; } 2>/dev/null; then
    exec 63<&-
    complete -W "${REPLY//[!A-Za-z0-9]/}" __ropewalk_nonce
fi
unset REPLY

# Says the nonce in a subshell only: nothing of it stays in this shell's variables.
__ropewalk_key() {
    local spec; spec=$(complete -p __ropewalk_nonce 2>/dev/null) || return
    spec=${spec#*-W }; spec=${spec% *}
    printf 'k=%s' "${spec//\'/}"
}

__ropewalk_cwd() {
    local LC_ALL=C i c
    if [[ $PWD != *[!A-Za-z0-9/._~+,@:-]* ]]; then printf %s "$PWD"; return; fi
    for ((i = 0; i < ${#PWD}; i++)); do
        c=${PWD:i:1}
        case $c in
            [A-Za-z0-9/._~+,@:-]) printf %s "$c" ;;
            *) printf '%%%02X' "$(($(printf %d "'$c") & 255))" ;;
        esac
    done
}

__ropewalk_done() {
    local status=$?
    PS1='\[$(__ropewalk_prompt)\]' PS2='\[$(__ropewalk_more)\]' PS0='$(__ropewalk_start)'
    (printf '\e]133;D;%d;cwd=%s;%s\a' "$status" "$(__ropewalk_cwd)" "$(__ropewalk_key)" > /dev/tty)
    return "$status"
}
__ropewalk_prompt() { local k; k=$(__ropewalk_key); printf '\e]133;A;%s\a\e]133;B;%s\a' "$k" "$k"; }
__ropewalk_more() { printf '\e]133;P;2;%s\a' "$(__ropewalk_key)"; }
__ropewalk_start() {
    local line; line=$(HISTTIMEFORMAT= builtin history 1)
    [[ $line =~ ^\ *[0-9]+\*?\ \  ]] && line=${line:${#BASH_REMATCH}}
    printf '\e]133;C;cl=%s;%s\a' "$(printf %s "$line" | base64 -w0)" "$(__ropewalk_key)"
}

PROMPT_COMMAND=__ropewalk_done
HISTCONTROL= HISTIGNORE= HISTSIZE=10000
unset MAILCHECK
set +H
shopt -s checkwinsize cmdhist lithist
bind 'set enable-bracketed-paste off'
bind 'set disable-completion on'
bind 'set bell-style none'
bind 'set completion-query-items 0'

# The learner already may do everything here.
sudo() { while [[ $1 == -[EHnS] || $1 == -- ]]; do shift; done; "$@"; }
