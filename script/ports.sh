# Asking addresses with nothing but bash; sourced by script/run.

host_of() {
  local rest=${1#*://}
  rest=${rest%%/*}
  case "${rest%:*}" in
    '+' | '*' | 0.0.0.0 | '[::]' | localhost) echo 127.0.0.1 ;;
    *) local host=${rest%:*}; host=${host#[}; echo "${host%]}" ;;
  esac
}

port_of() {
  local rest=${1#*://}
  rest=${rest%%/*}
  case $rest in
    *:*) echo "${rest##*:}" ;;
    *) case $1 in https:*) echo 443 ;; *) echo 80 ;; esac ;;
  esac
}

# Somebody listens there.
is_taken() { (exec 3<>"/dev/tcp/$(host_of "$1")/$(port_of "$1")") 2>/dev/null; }

# http_status ADDRESS PATH: the status code, or nothing when nobody answers within 5 seconds.
http_status() {
  local host port code=''
  host=$(host_of "$1") port=$(port_of "$1")
  case $1 in
    https:*) code=$(curl -sk -m 5 -o /dev/null -w '%{http_code}' "https://$host:$port$2" 2>/dev/null) || true ;;
    *)
      code=$(
        exec 2>/dev/null
        exec 3<>"/dev/tcp/$host/$port" || exit 0
        printf 'GET %s HTTP/1.0\r\nHost: %s:%s\r\nConnection: close\r\n\r\n' "$2" "$host" "$port" >&3
        IFS=' ' read -r -t 5 _ code _ <&3 && printf %s "$code"
      ) || true
      ;;
  esac
  printf %s "$code"
}
