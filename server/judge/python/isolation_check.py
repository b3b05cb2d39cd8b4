"""Run by the judge inside a sandbox of its own before it judges anything: what can be reached that must not be?"""
import errno
import os
import socket


def reached():
    """Names of walls that are missing; none is the only right answer."""
    missing = []

    def expect(wall, holds):
        if not holds:
            missing.append(wall)

    expect("pid_namespace", os.getpid() == 1)
    expect("unprivileged_user", os.getuid() not in (0,) and os.geteuid() not in (0,))
    expect("no_proc", not os.path.exists("/proc") or os.listdir("/proc") == ["cpuinfo"])
    expect("no_environment", set(os.environ) <= {
        "PYTHONHASHSEED", "PYTHONUTF8", "OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "OPENBLAS_CORETYPE", "LC_ALL", "HOME", "PWD",
    })
    expect("bare_root", set(os.listdir("/")) <= {"usr", "lib", "lib64", "dev", "tmp", "opt", "etc", "proc"})
    # Where Debian's libraries have their other names, and nothing else of /etc.
    expect("bare_etc", not os.path.exists("/etc") or os.listdir("/etc") == ["alternatives"])
    expect("bare_dev", sorted(os.listdir("/dev")) == ["null", "urandom"])
    expect("empty_tmp", os.listdir("/tmp") == [])
    for path in ("/", "/usr", "/usr/lib", "/dev", os.path.dirname(os.__file__)):
        try:
            with open(os.path.join(path, "written"), "w"):
                missing.append("read_only_root")
        except OSError:
            pass
    try:
        socket.socket()
        missing.append("seccomp")
    except OSError as error:
        expect("seccomp", error.errno == errno.EPERM)
    try:
        if os.fork() == 0:
            os._exit(0)
        os.wait()
    except OSError:
        missing.append("fork")
    for descriptor in range(5, 64):
        try:
            os.fstat(descriptor)
            missing.append("closed_descriptors")
        except OSError:
            pass
    return sorted(set(missing))
