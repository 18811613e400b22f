#!/bin/sh
# Installs what webarch needs on Debian and its relatives, finds the JDK, and reverts itself.
# Silent and fast where nothing is missing, so every make target runs it first.
set -eu
here=$(CDPATH='' cd -- "$(dirname -- "$0")" && pwd)
record=$here/.work/setup/packages
log=$here/.work/setup/apt.log
policy=/usr/sbin/policy-rc.d

usage() {
    cat <<'TEXT'
Usage: ./setup.sh [--tests] [--notebooks] [--browser] [--peers] [--paper] [--box]   install what is missing (as root)
       ./setup.sh --check [...]   report what is there and what is missing; change nothing
       ./setup.sh --packages      print the names of the Debian packages, present or not
       ./setup.sh --undo          remove exactly the packages that this script installed
       ./setup.sh --find-jdk      print the home of the JDK that webarch uses
  --tests       also the conformance tests of Jupyter kernels and shellcheck, for `make test`
  --notebooks   also the interactive Jupyter notebook server, for `make notebooks`
  --browser     also Chromium and what drives it, for `make test-browser`
  --peers       also nginx, Apache httpd, httperf, wrk, strace and perf, for comparisons; none is started or enabled
  --paper       also LaTeX and what turns figures into PDF, for `make paper`
  --box         also what `make box` needs to build a virtual machine's disk
TEXT
}

say() {
    echo "setup: $*"
}

die() {
    echo "setup: $*" >&2
    exit 2
}

# --- The JDK: at least 25, with a compiler, judged by its `release` file because starting a JVM takes too long.

# Sets `major` to the feature release of the JDK at $1, 0 where there is none.
read_major() {
    major=0
    { [ -n "$1" ] && [ -x "$1/bin/javac" ] && [ -r "$1/release" ]; } || return 0
    while IFS= read -r line || [ -n "$line" ]; do
        case $line in
            JAVA_VERSION=*)
                line=${line#*\"}
                line=${line%%[!0-9]*}
                major=${line:-0}
                ;;
        esac
    done <"$1/release"
}

# What the user chose comes first; of what is merely installed, the oldest that will do.
find_jdk() {
    jdk=
    chosen=${JAVA_HOME:-}
    on_path=$(command -v java) && on_path=$(readlink -f "$on_path")
    for home in "$chosen" "${on_path%/bin/java}"; do
        read_major "$home"
        if [ "$major" -ge 25 ]; then
            jdk=$home
            return
        fi
    done
    oldest=1000
    for home in /usr/lib/jvm/* /opt/* "${HOME:-}"/.sdkman/candidates/java/* /usr/java/*; do
        read_major "$home"
        if [ "$major" -ge 25 ] && [ "$major" -lt "$oldest" ]; then
            jdk=$home
            oldest=$major
        fi
    done
    [ -n "$jdk" ]
}

if [ "${1:-}" = --find-jdk ]; then
    find_jdk || die "no JDK 25 or newer found; run ./setup.sh, or set JAVA_HOME to one"
    printf '%s\n' "$jdk"
    exit
fi

# --- What is needed, and whether it is there.

needs() {
    echo make openjdk-25-jdk-headless maven jupyter-nbconvert jupyter-client fontconfig fonts-dejavu-core \
        libharfbuzz0b util-linux
    [ -z "$tests" ] || echo python3-jupyter-kernel-test shellcheck
    [ -z "$notebooks" ] || echo jupyter-notebook
    [ -z "$browser" ] || echo chromium chromium-driver python3-selenium
    [ -z "$peers" ] || echo nginx apache2-bin httperf wrk strace linux-perf
    [ -z "$paper" ] || echo texlive-latex-recommended latexmk librsvg2-bin
    [ -z "$box" ] || echo mmdebstrap qemu-utils fdisk mtools
}

# Asked of the thing itself, not of the package manager: it may have come another way.
present() {
    case $1 in
        openjdk-25-jdk-headless) find_jdk ;;
        maven) command -v mvn ;;
        jupyter-nbconvert) [ -x /usr/bin/jupyter-nbconvert ] ;; # not one of the user's own
        jupyter-client) [ -x /usr/bin/jupyter-kernelspec ] ;;
        python3-jupyter-kernel-test) [ -d /usr/lib/python3/dist-packages/jupyter_kernel_test ] ;;
        fontconfig) command -v fc-list ;;
        fonts-dejavu-core) [ -n "$(fc-list ':family=DejaVu Sans' 2>/dev/null)" ] ;;
        # Debian's JDK draws text with it and only recommends it; others bring what they need.
        libharfbuzz0b)
            set -- /usr/lib/*/libharfbuzz.so.0
            [ -e "$1" ] || { find_jdk && ! grep -q 'libharfbuzz\.so' "$jdk/lib/libfontmanager.so"; }
            ;;
        util-linux) command -v taskset ;;
        chromium-driver) command -v chromedriver ;;
        python3-selenium) [ -d /usr/lib/python3/dist-packages/selenium ] ;;
        linux-perf) command -v perf ;;
        nginx) command -v nginx || [ -x /usr/sbin/nginx ] ;;
        texlive-latex-recommended) command -v pdflatex && kpsewhich booktabs.sty microtype.sty ;;
        librsvg2-bin) command -v rsvg-convert ;;
        qemu-utils) command -v qemu-img ;;
        fdisk) command -v sfdisk || [ -x /usr/sbin/sfdisk ] ;;
        # The server without the service that Debian makes of it.
        apache2-bin) command -v httpd || command -v apache2 || [ -x /usr/sbin/apache2 ] ;;
        *) command -v "$1" ;;
    esac >/dev/null
}

find_missing() {
    missing=
    for package in $(needs); do
        present "$package" || missing="$missing $package"
    done
    missing=${missing# }
}

check() {
    for package in $(needs); do
        if present "$package"; then
            say "present  $package"
        else
            say "MISSING  $package"
        fi
    done
    find_missing
    [ -z "$missing" ] || exit 2
}

# --- Changing the machine.

as_root() {
    [ "$(id -u)" -ne 0 ] || return 0
    # The virtual machine is there for this, its user may do everything, and nobody is there to type.
    # shellcheck disable=SC2086 # a list of words
    [ ! -e /etc/webarch-vm ] || exec sudo -n "$here/setup.sh" $2
    if command -v sudo >/dev/null; then
        die "$1; run: sudo '$here/setup.sh'$2"
    fi
    die "$1; run: su -c \"'$here/setup.sh'$2\""
}

# The checkout may belong to the user on whose behalf root is asked.
make_work_folder() {
    mkdir -p "$here/.work/setup"
    chown --reference="$here" "$here/.work" "$here/.work/setup"
}

# Output goes to the log; its last line is shown every 20 s, so that a slow mirror is not taken for a hang.
logged() {
    (
        seconds=0
        while sleep 1 >/dev/null 2>&1; do
            seconds=$((seconds + 1))
            [ $((seconds % 20)) -ne 0 ] || say "... $(tail -n 1 "$log" | cut -c 1-100)"
        done
    ) &
    beat=$!
    status=0
    "$@" >>"$log" 2>&1 </dev/null || status=$?
    kill "$beat"
    beat=
    return "$status"
}

apt() {
    env LC_ALL=C DEBIAN_FRONTEND=noninteractive NEEDRESTART_SUSPEND=1 APT_LISTCHANGES_FRONTEND=none \
        apt-get -q -o DPkg::Lock::Timeout=120 -o Acquire::Retries=3 -o Dpkg::Use-Pty=0 "$@"
}

update() {
    [ -z "$updated" ] || return 1
    say "refreshing the package lists (apt-get update)"
    logged apt update || die "apt-get update failed; see $log"
    updated=yes
}

# An apt-get that was cut short leaves packages half-way, and refuses to go on.
finish_earlier() {
    [ -n "$(dpkg --audit)" ] || return 0
    say "completing an installation that was cut short (dpkg --configure -a, apt-get --fix-broken install)"
    logged env DEBIAN_FRONTEND=noninteractive dpkg --configure -a --force-confold || true
    logged apt install -y --fix-broken || die "apt-get --fix-broken install failed; see $log"
}

# No package may start a service: nothing listens afterwards that did not before.
hold_services() {
    held=yes
    [ ! -e "$policy" ] || mv "$policy" "$policy.webarch"
    printf '#!/bin/sh\nexit 101\n' >"$policy"
    chmod 755 "$policy"
}

release_services() {
    held=
    rm -f "$policy"
    [ ! -e "$policy.webarch" ] || mv "$policy.webarch" "$policy"
}

finish() {
    [ -z "$beat" ] || kill "$beat"
    [ -z "$held" ] || release_services
}

# Sets `plan` to what apt would do, as it says itself.
simulate() {
    # shellcheck disable=SC2086 # a list of words, here and below
    plan=$(apt install --simulate --no-install-recommends $missing 2>/dev/null)
}

announce() {
    # shellcheck disable=SC2086
    size=$(apt install --assume-no --no-install-recommends $missing 2>/dev/null </dev/null \
        | sed -n 's/^Need to get \(.*\) of archives.*/, \1 to download/p; s/^After.*, \(.*\) of additional disk.*/, \1 on disk/p' \
        | tr -d '\n')
    say "missing: $missing"
    say "will install $(echo "$new" | wc -w) packages with apt-get$size, and start no service:"
    echo "$new" | fold -s -w 100 | sed 's/^/    /'
    [ -z "$upgraded" ] || say "apt-get also upgrades: $upgraded"
    say "to revert: ./setup.sh --undo; output of apt-get: .work/setup/apt.log"
}

install() {
    command -v apt-get >/dev/null \
        || die "missing: $missing (names of Debian packages); install them with this system's package manager"
    updated=
    make_work_folder
    case " $missing " in
        *" openjdk-25-jdk-headless "*)
            apt-cache show openjdk-25-jdk-headless >/dev/null 2>&1 || update
            apt-cache show openjdk-25-jdk-headless >/dev/null 2>&1 \
                || die "no JDK 25 found and this distribution has none: unpack one (Eclipse Temurin, say) under /opt, or set JAVA_HOME"
            ;;
    esac
    hold_services
    finish_earlier
    simulate || { update && simulate; } || die "apt-get cannot install: $missing"
    new=$(echo "$plan" | sed -n '/\[.*(/!s/^Inst \([^ ]*\) .*/\1/p' | tr '\n' ' ')
    upgraded=$(echo "$plan" | sed -n 's/^Inst \([^ ]*\) \[.*(.*/\1/p' | tr '\n' ' ')
    announce
    for package in $new; do echo "$package"; done >>"$record"
    # shellcheck disable=SC2086
    logged apt install -y --no-install-recommends $missing \
        || { update && logged apt install -y --no-install-recommends $missing; } \
        || die "apt-get install failed; see $log"
    case " $new " in
        *" nginx "*) update-rc.d nginx disable >>"$log" 2>&1 ;; # nor at the next boot
    esac
    find_missing
    [ -z "$missing" ] || die "installed, but still missing: $missing; see $log"
    say "done"
}

# Whether anything of a package is left, be it half-installed or only its configuration.
remains() {
    left=$(dpkg-query -W -f '${db:Status-Status}' "$1" 2>/dev/null) && [ "$left" != not-installed ]
}

undo() {
    [ -s "$record" ] || { say "nothing to undo: no package was installed by this script"; return; }
    as_root "removing packages needs root" " --undo"
    make_work_folder
    finish_earlier
    ours=
    # shellcheck disable=SC2013 # a name is a word
    for package in $(sort -u "$record"); do
        ! remains "$package" || ours="$ours $package"
    done
    if [ -n "$ours" ]; then
        # shellcheck disable=SC2086
        removed=$(apt purge --simulate $ours | sed -n 's/^\(Remv\|Purg\) \([^ ]*\) .*/\2/p')
        for package in $removed; do
            case "$ours " in
                *" $package "*) ;;
                *) die "$package was installed otherwise and needs what --undo removes; remove it first" ;;
            esac
        done
        say "will remove $(echo "$ours" | wc -w) packages:"
        echo "$ours" | fold -s -w 100 | sed 's/^ */    /'
        # shellcheck disable=SC2086
        logged apt purge -y $ours || die "apt-get purge failed; see $log"
    fi
    rm -f "$record" "$log"
    say "undone"
}

beat='' held=''
trap finish EXIT
trap 'exit 130' INT TERM HUP

tests='' notebooks='' browser='' peers='' paper='' box='' action=install options=''
for option; do
    case $option in
        --tests) tests=yes options="$options $option" ;;
        --notebooks) notebooks=yes options="$options $option" ;;
        --browser) browser=yes options="$options $option" ;;
        --peers) peers=yes options="$options $option" ;;
        --paper) paper=yes options="$options $option" ;;
        --box) box=yes options="$options $option" ;;
        --packages) action=packages ;;
        --check) action=check ;;
        --undo) action=undo ;;
        -h | --help) usage && exit ;;
        *) die "unknown option $option; ./setup.sh --help lists them" ;;
    esac
done

case $action in
    check) check ;;
    packages) needs | tr ' ' '\n' ;;
    undo) undo ;;
    install)
        find_missing
        [ -n "$missing" ] || exit 0
        as_root "missing: $missing" "$options"
        install
        ;;
esac
