# What a shell offers for a line, one offer a line: types it into a shell of its own and presses Tab.
#
#   zsh -f Tests/packaging/shell-offers.zsh zsh FOLDER LINE     FOLDER holds _daybook
#   zsh -f Tests/packaging/shell-offers.zsh fish FILE LINE
zmodload zsh/zpty || exit
shell=$1 line=$3
# For the shell that is typed into.
export COMPLETIONS=$2 WORK=$(mktemp -d)

finish() {
  rm -rf $WORK
  exit $1
}

# Until the shell has made a file.
await() {
  repeat 1000; do
    [[ -e $WORK/$1 ]] && return
    zpty -r -t typed >/dev/null
    sleep 0.02
  done
  print -u2 "$shell did not get $1 in time."
  finish 1
}

case $shell in
zsh)
  print -r -- '
    PROMPT= RPROMPT=
    fpath=($COMPLETIONS $fpath)
    autoload -Uz compinit && compinit -u -D
    zstyle ":completion:*" insert-tab false
    bindkey "^I" complete-word
    compadd() {
      # What is only sorted into arrays is offered later.
      if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\ * ]]; then builtin compadd "$@"; return; fi
      local -a offers
      builtin compadd -A offers "$@"
      (( $#offers )) && print -rl -- $offers >>$WORK/offers
      builtin compadd "$@"
    }
    comppostfuncs=(ended)
    ended() { : >$WORK/done }
    : >$WORK/ready' >$WORK/begin
  zpty -b typed zsh -f -i
  ;;
fish)
  print -r -- '
    source $COMPLETIONS
    function offer
      complete -C | string replace -r "\t.*" "" >$WORK/offers
      true >$WORK/done
    end
    bind \t offer
    true >$WORK/ready' >$WORK/begin
  zpty -b typed fish --no-config
  ;;
esac
zpty -w typed ". $WORK/begin"
await ready
zpty -n -w typed $line$'\t'
await done
zpty -d typed
[[ -e $WORK/offers ]] && sort -u $WORK/offers
finish 0
