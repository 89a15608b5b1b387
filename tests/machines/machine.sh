#!/bin/sh
# Try the sandbox as an ordinary user of a machine with systemd and control groups of version 2:
# a Debian 12 whose sysctl forbids user namespaces, or an Ubuntu 24.04 whose AppArmor does.
#
#   sudo sh tests/machines/machine.sh bookworm|noble [FOLDER]
#
# It makes a small machine in FOLDER (6 GB), starts it, and prints what `course doctor`, its remedy,
# tests/sandbox and a part of tests/attacks say in it. Needed: mmdebstrap, qemu-system-x86, e2fsprogs, pip,
# the network, and for noble Ubuntu's keys (package ubuntu-keyring).
# Not in CI: it takes a quarter of an hour, and a machine that may start another one.
set -eu
suite=$1
folder=${2:-/var/tmp/course-machine}
here=$(cd "$(dirname "$0")/../.." && pwd)
root=$folder/$suite
mkdir -p "$folder"

if [ ! -e "$root.made" ]; then
    rm -rf "$root"
    case $suite in
        noble) kernel=linux-image-virtual components=main,universe ;;
        *) kernel=linux-image-cloud-amd64 components=main ;;
    esac
    mmdebstrap --variant=minbase --components="$components" --include="$kernel",\
systemd,systemd-sysv,dbus,dbus-user-session,libpam-systemd,initramfs-tools,apparmor,sudo,\
bubblewrap,util-linux,libstdc++6,python3,python3-venv,procps,fontconfig-config "$suite" "$root"
    chroot "$root" useradd --create-home --shell /bin/sh ada
    echo "ada ALL=(ALL) NOPASSWD: ALL" > "$root/etc/sudoers.d/ada"
    chroot "$root" python3 -m venv --without-pip /opt/venv
    packages=$(echo "$root"/opt/venv/lib/python3.*/site-packages)
    version=${packages#*/lib/python}
    python3 -m pip install --quiet --python-version "${version%%/*}" --only-binary :all: \
        --target "$packages" \
        numpy matplotlib ipywidgets scikit-learn ipython pebble typer rich nbgrader nh3 \
        jupytext latex2mathml tqdm threadpoolctl pytest hypothesis
    echo /course > "$packages/course.pth"
    # Its user's systemd runs from the start, as after a login.
    mkdir -p "$root/var/lib/systemd/linger"
    touch "$root/var/lib/systemd/linger/ada" "$root.made"
fi

rm -rf "$root/course"
mkdir "$root/course"
git -C "$here" ls-files -z | (cd "$here" && tar --null -T - -c) | tar -x -C "$root/course"
chroot "$root" chown -R ada: /course
cp "$here/tests/machines/inside.sh" "$root/opt/inside.sh"
user=$(chroot "$root" id -u ada)
cat > "$root/etc/systemd/system/try.service" << UNIT
[Unit]
After=user@$user.service
Requires=user@$user.service
[Service]
Type=oneshot
User=ada
PAMName=login
Environment=XDG_RUNTIME_DIR=/run/user/$user
ExecStart=/bin/sh /opt/inside.sh
ExecStopPost=+/bin/systemctl poweroff --force
StandardOutput=tty
StandardError=tty
TTYPath=/dev/ttyS0
TimeoutStartSec=infinity
[Install]
WantedBy=multi-user.target
UNIT
chroot "$root" systemctl --quiet enable try.service
chroot "$root" systemctl --quiet mask serial-getty@ttyS0.service getty@tty1.service

rm -f "$root.disk"
mke2fs -q -t ext4 -d "$root" "$root.disk" 4G
# ACCELERATION=tcg is for a machine that cannot start another one by its processor: ten times slower.
case ${ACCELERATION:-kvm} in
    kvm) options="-enable-kvm -cpu host,-arch-capabilities" ;;
    *) options="-accel tcg -cpu max" ;;
esac
# shellcheck disable=SC2086 # several options
exec qemu-system-x86_64 $options -smp "${PROCESSORS:-1}" -m 3072 -nographic -no-reboot -nic none \
    -drive "file=$root.disk,format=raw,if=virtio" \
    -kernel "$(echo "$root"/boot/vmlinuz-*)" -initrd "$(echo "$root"/boot/initrd.img-*)" \
    -append "root=/dev/vda rw console=ttyS0 quiet loglevel=3 systemd.show_status=no"
