# The init file of the learner's shell: bash --rcfile /usr/local/lib/ropewalk/shell.bash -i
#
# Prompt marks, each ESC ] 133 ; … ; k=<nonce> BEL:
#   D;<status>;cwd=<path, %-encoded>;pid=<number>   a command (or the start of the shell) is over
#   A  B                               the prompt begins; the input begins
#   P;2                                bash wants a further line
#   C                                  a command begins to run
# The front end draws the prompt itself, so nothing else is printed. Nothing here forks: a fork for each of
# five marks would cost every command more than most commands take.

# The nonce must not stay in the environment or in /proc/$$/environ, which programs can read: start again
# without it and take it from a descriptor. What this shell keeps to itself no program can read.
if [[ ${ROPEWALK_NONCE+set} ]]; then
    __ropewalk_nonce=$ROPEWALK_NONCE
    unset ROPEWALK_NONCE
    exec "$BASH" --rcfile "${BASH_SOURCE[0]}" -i 63<<<"$__ropewalk_nonce"
fi
if { read -r -u 63 REPLY; } 2>/dev/null; then
    exec 63<&-
    eval "__ropewalk_prompts() {
        PS0='\e]133;C;k=${REPLY//[!A-Za-z0-9]/}\a'
        PS1='\[\e]133;A;k=${REPLY//[!A-Za-z0-9]/}\a\e]133;B;k=${REPLY//[!A-Za-z0-9]/}\a\]'
        PS2='\[\e]133;P;2;k=${REPLY//[!A-Za-z0-9]/}\a\]'
        __ropewalk_key=k=${REPLY//[!A-Za-z0-9]/}
    }"
fi
unset REPLY

# Percent-encodes the working directory into __ropewalk_cwd, byte by byte.
__ropewalk_where() {
    local LC_ALL=C i c code
    __ropewalk_cwd=$PWD
    [[ $PWD == *[!A-Za-z0-9/._~+,@:-]* ]] || return
    __ropewalk_cwd=
    for ((i = 0; i < ${#PWD}; i++)); do
        c=${PWD:i:1}
        if [[ $c != [A-Za-z0-9/._~+,@:-] ]]; then
            printf -v code %d "'$c"
            printf -v c '%%%02X' "$((code & 255))"
        fi
        __ropewalk_cwd+=$c
    done
}

__ropewalk_done() {
    local status=$? __ropewalk_cwd __ropewalk_key REPLY
    # What was typed while a command ran and that did not read it would now run unseen.
    IFS= read -rsN 65536 -t 0.001 REPLY < /dev/tty
    __ropewalk_prompts
    __ropewalk_where
    printf '\e]133;D;%d;cwd=%s;pid=%d;%s\a' "$status" "$__ropewalk_cwd" "$$" "$__ropewalk_key" > /dev/tty
    return "$status"
}

# What a login shell reads (bash(1), INVOCATION); the way to programs stays the sandbox's own.
__ropewalk_path=$PATH
[[ -r /etc/profile ]] && . /etc/profile
PATH=$__ropewalk_path
for __ropewalk_file in ~/.bash_profile ~/.bash_login ~/.profile; do
    [[ -r $__ropewalk_file ]] && { . "$__ropewalk_file"; break; }
done
unset __ropewalk_path __ropewalk_file

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
