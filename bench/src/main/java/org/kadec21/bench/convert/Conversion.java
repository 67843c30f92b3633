package org.kadec21.bench.convert;

import org.kadec21.firmware.config.BoardCombination;
import org.kadec21.firmware.config.BoardConversion;
import org.kadec21.firmware.config.BoardTable;
import org.kadec21.firmware.config.ConfigTree;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.Hardware;
import org.kadec21.firmware.config.UnitConfig;

import java.util.List;
import java.util.Optional;

/// A unit's conversion: what is exchanged, and its new file. Band, port 25 and mail server are
/// dealt with in one visit, as the maker's notices want it.
///
/// ```java
/// Conversion conversion = Conversion.of(table, unit, "n2-dual");
/// String yaml = conversion.rewrite(oldYaml, Optional.of(new NewServer(host, user, "password")));
/// ```
///
/// @param from what the unit is
/// @param to what it becomes
/// @param work what that takes
/// @param firmware of the new communication image
public record Conversion(
        BoardCombination from,
        BoardCombination to,
        BoardConversion work,
        FirmwareProfile firmware,
        UnitConfig unit) {

    /// Looks a conversion up.
    ///
    /// @param target name of a combination
    /// @throws ImpossibleConversionException when the unit is none of the table's combinations, or
    ///   nobody makes the target of it
    public static Conversion of(BoardTable table, UnitConfig unit, String target)
            throws ImpossibleConversionException {
        BoardCombination from = present(table, unit);
        Optional<BoardCombination> to = table.named(target);
        Optional<BoardConversion> work = to.flatMap(one -> table.conversion(from, one));
        if (to.isEmpty() || work.isEmpty()) {
            List<String> possible = table.conversionsOf(from);
            throw new ImpossibleConversionException(
                    "expected what "
                            + from
                            + " can be made into, "
                            + (possible.isEmpty()
                                    ? "which is nothing else"
                                    : "one of " + String.join(", ", possible))
                            + ", but came '"
                            + target
                            + "'");
        }
        return new Conversion(from, to.get(), work.get(), firmware(to.get()), unit);
    }

    /// Whether the unit's servers stay as they are: what is there fits the new firmware.
    public boolean keepsServers() {
        return unit.firmware().auth() == firmware.auth();
    }

    /// The unit's new file. Comments of the old one are not kept.
    ///
    /// @param yaml the old file's text
    /// @param server needed where the old server cannot be kept; replaces the whole list
    /// @throws ImpossibleConversionException when a server is needed and none is given
    public String rewrite(String yaml, Optional<NewServer> server)
            throws ImpossibleConversionException {
        if (server.isEmpty() && !keepsServers()) {
            throw new ImpossibleConversionException(
                    "expected a new server with user and password, since firmware "
                            + firmware.name()
                            + " submits on port "
                            + firmware.defaultPort()
                            + " with authentication, but came none; give --server, --user and"
                            + " --password-file");
        }
        try {
            ConfigTree tree =
                    ConfigTree.read("unit.yaml", yaml)
                            .put("firmware", firmware.name())
                            .put("module.variant", to.modules().getFirst().variant())
                            .put("hardware.communication-board", to.communicationBoard())
                            .put("hardware.cpu-board", to.cpuBoard())
                            .put("hardware.cpu-image", to.cpuImages().getFirst() + ".0");
            if (server.isPresent()) {
                tree = served(tree, server.get());
            }
            return "# Converted from " + from + " to " + to + ".\n" + tree.text().yaml();
        } catch (ConfigTree.PlaceException e) {
            throw new IllegalStateException("a unit's file lacks what every unit's file has", e);
        }
    }

    private ConfigTree served(ConfigTree tree, NewServer server) throws ConfigTree.PlaceException {
        return tree.remove("servers")
                .put("servers.1.host", server.host())
                .put("servers.1.port", String.valueOf(firmware.defaultPort()))
                .put("servers.1.auth", "password")
                .put("servers.1.user", server.user())
                .put("servers.1.password-file", server.passwordFile())
                .put("servers.1.tls", "required");
    }

    private static BoardCombination present(BoardTable table, UnitConfig unit)
            throws ImpossibleConversionException {
        Hardware boards =
                unit.hardware()
                        .orElseThrow(() ->
                                new ImpossibleConversionException(
                                        "expected a unit's file that names its boards, but it has"
                                                + " no group 'hardware'; add it, see"
                                                + " docs/units.md"));
        return table.of(boards, unit.module().variant(), unit.firmware())
                .orElseThrow(() ->
                        new ImpossibleConversionException(
                                "expected a unit whose boards, module and images are in the table"
                                        + " of boards, but came one that is not"));
    }

    private static FirmwareProfile firmware(BoardCombination to)
            throws ImpossibleConversionException {
        for (String name : FirmwareProfile.BY_NAME.known()) {
            FirmwareProfile profile = FirmwareProfile.BY_NAME.meaning(name).orElseThrow();
            if (to.runs(profile)) {
                return profile;
            }
        }
        throw new ImpossibleConversionException(
                "expected firmware of version "
                        + String.join(" or ", to.communicationImages())
                        + " for "
                        + to
                        + ", but this build has none");
    }
}
