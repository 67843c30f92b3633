package org.kadec21.hal.serial;

import org.kadec21.hal.PortInspection.Rights;

import java.util.List;

/// Whether a process may read and write a device file, by owner, group and mode bits
/// (`path_resolution(7)`). Access lists are not looked at: where a file has some, opening shows.
final class LinuxRights {

    private static final int READ_AND_WRITE = 6;

    private LinuxRights() {}

    /// A device file.
    ///
    /// @param mode the lowest nine bits of its mode
    /// @param members users that `/etc/group` lists in its group
    record Device(
            String path, long owner, long group, String groupName, int mode, List<String> members) {
        Device {
            members = List.copyOf(members);
        }
    }

    /// A process.
    ///
    /// @param groups its own group and the supplementary ones
    record Caller(String user, long id, List<Long> groups) {
        Caller {
            groups = List.copyOf(groups);
        }
    }

    static Rights judge(Device device, Caller caller) {
        return caller.id() == 0 || grants(bits(device, caller))
                ? new Rights.Granted()
                : new Rights.Missing(
                        "expected the right to read and write "
                                + device.path()
                                + " (group "
                                + device.groupName()
                                + ", mode "
                                + Integer.toOctalString(device.mode())
                                + "), user "
                                + caller.user()
                                + " has it not",
                        advice(device, caller));
    }

    private static String advice(Device device, Caller caller) {
        if (!grants(device.mode() >> 3) || device.group() == 0) {
            return "run this command with sudo, or have an udev rule give the port to a group of"
                    + " yours (MODE=\"0660\", GROUP=\"dialout\")";
        }
        return device.members().contains(caller.user())
                ? caller.user()
                        + " is in group "
                        + device.groupName()
                        + " since this login began: log out and in again"
                : "sudo usermod -aG "
                        + device.groupName()
                        + " "
                        + caller.user()
                        + ", then log out and in again";
    }

    private static int bits(Device device, Caller caller) {
        if (device.owner() == caller.id()) {
            return device.mode() >> 6;
        }
        return caller.groups().contains(device.group()) ? device.mode() >> 3 : device.mode();
    }

    private static boolean grants(int bits) {
        return (bits & READ_AND_WRITE) == READ_AND_WRITE;
    }
}
