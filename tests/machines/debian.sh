#!/bin/sh
# Try the sandbox as an ordinary user of a Debian with systemd and control groups of version 2.
#
#   sudo sh tests/machines/debian.sh [FOLDER]
#
# It makes a small machine in FOLDER (3 GB), starts it, and prints what `course doctor` and
# tests/sandbox say in it. Needed: mmdebstrap, qemu-system-x86, e2fsprogs, pip, and the network.
# Not in CI: it takes minutes, and a machine that may start another one.
set -eu
folder=${1:-/var/tmp/course-machine}
here=$(cd "$(dirname "$0")/../.." && pwd)
root=$folder/root
mkdir -p "$folder"

if [ ! -e "$folder/made" ]; then
    rm -rf "$root"
    mmdebstrap --variant=minbase --include=\
systemd,systemd-sysv,dbus,dbus-user-session,libpam-systemd,linux-image-cloud-amd64,initramfs-tools,\
bubblewrap,util-linux,python3,python3-venv,procps,fontconfig-config bookworm "$root"
    chroot "$root" useradd --create-home --shell /bin/sh ada
    chroot "$root" python3 -m venv --without-pip /opt/venv
    python3 -m pip install --quiet --python-version 3.11 --only-binary :all: \
        --target "$root/opt/venv/lib/python3.11/site-packages" \
        numpy matplotlib ipywidgets scikit-learn ipython pebble typer rich nbgrader nh3 \
        jupytext latex2mathml tqdm threadpoolctl pytest hypothesis
    echo /course > "$root/opt/venv/lib/python3.11/site-packages/course.pth"
    # Its user's systemd runs from the start, as after a login.
    mkdir -p "$root/var/lib/systemd/linger"
    touch "$root/var/lib/systemd/linger/ada" "$folder/made"
fi

rm -rf "$root/course"
mkdir "$root/course"
git -C "$here" ls-files -z | (cd "$here" && tar --null -T - -c) | tar -x -C "$root/course"
chroot "$root" chown -R ada: /course
cp "$here/tests/machines/inside.sh" "$root/opt/inside.sh"
cat > "$root/etc/systemd/system/try.service" << 'UNIT'
[Unit]
After=user@1000.service
Requires=user@1000.service
[Service]
Type=oneshot
User=ada
PAMName=login
Environment=XDG_RUNTIME_DIR=/run/user/1000
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

rm -f "$folder/disk"
mke2fs -q -t ext4 -d "$root" "$folder/disk" 4G
# ACCELERATION=tcg is for a machine that cannot start another one by its processor: ten times slower.
case ${ACCELERATION:-kvm} in
    kvm) options="-enable-kvm -cpu host,-arch-capabilities -smp 2" ;;
    *) options="-accel tcg -cpu max -smp 1" ;;
esac
# shellcheck disable=SC2086 # several options
exec qemu-system-x86_64 $options -m 3072 -nographic -no-reboot -nic none \
    -drive "file=$folder/disk,format=raw,if=virtio" \
    -kernel "$root/vmlinuz" -initrd "$root/initrd.img" \
    -append "root=/dev/vda rw console=ttyS0 quiet loglevel=3 systemd.show_status=no"
