package org.kadec21.worlds;

import static org.kadec21.worlds.Units.with;

import org.kadec21.bench.world.WorldSetup;
import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.update.FittedModule;
import org.kadec21.firmware.update.SlotTable;
import org.kadec21.firmware.update.Slots;
import org.kadec21.hal.Flash;
import org.kadec21.simulation.carrier.CarrierPolicy;
import org.kadec21.simulation.carrier.PortBlock;
import org.kadec21.simulation.provider.tls.KeyKind;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;

/// The unit of 2008, with images in its slots, in the days when its provider begins to block port
/// 25.
final class LegacyUnit {

    static final Instant BLOCKED_FROM = Instant.parse("2008-10-01T12:00:00Z");
    static final Station AUTUMN_2008 =
            Station.gusty(Instant.parse("2008-10-01T00:00:00Z"), Duration.ofHours(1), 24);

    private static final PortBlock PORT_25 = new PortBlock(25, BLOCKED_FROM, List.of());
    private static final String NO_ACCOUNT = "    port: 25\n    auth: none\n    tls: off\n";
    private static final String ACCOUNT =
            "    port: 587\n    user: n2-0002\n    password: lab-password-n2-0002\n";
    private static final String PROVIDER_BLOCKS_PORT_25 =
            "\nupdate: {port-25-ends: " + BLOCKED_FROM + "}\n";

    private LegacyUnit() {}

    /// Its world, with its first image installed and no power yet.
    static Lab lab(LabImages images, FirmwareProfile first) throws Exception {
        Lab lab =
                new Lab(
                        WorldSetup.standard(
                                        5, AUTUMN_2008.start(), file(FirmwareProfile.SUBMISSION_2))
                                .withKeys(KeyKind.ED25519)
                                .withCarrier(carrier(List.of())),
                        AUTUMN_2008);
        lab.world.obeyImages(LegacyUnit::file);
        Slots slots = LabImages.board(lab.world.flash(), FittedModule.OLD_BAND);
        images.install(slots, images.image(first, 1));
        return lab;
    }

    /// The carrier: port 25 as announced, and other ports from the beginning.
    static CarrierPolicy carrier(List<Integer> deadPorts) {
        List<PortBlock> blocks =
                deadPorts.stream()
                        .map(port -> new PortBlock(port, AUTUMN_2008.start(), List.of()))
                        .toList();
        return CarrierPolicy.auNet(List.of())
                .withBlocks(blocks.isEmpty() ? List.of(PORT_25) : blocks);
    }

    /// The maker's engineer writes an image into the unit while it has no power.
    static void visit(Lab lab, LabImages images, FirmwareProfile profile, int index) {
        lab.world.cutPower("the maker's visit");
        lab.world.flash().powerOn();
        images.install(slots(lab.world.flash()), images.image(profile, index));
    }

    /// The unit's file: with an account for firmware that can log in.
    static UnitConfig file(FirmwareProfile booted) {
        return file(booted, yaml -> yaml, "");
    }

    /// The same altered.
    ///
    /// @param witness more of its group `update`
    static UnitConfig file(
            FirmwareProfile booted, UnaryOperator<String> alteration, String witness) {
        UnaryOperator<String> account =
                booted.auth()
                        ? yaml -> alteration.apply(with(NO_ACCOUNT, ACCOUNT).apply(yaml))
                        : yaml -> yaml;
        return Units.legacy(
                booted,
                yaml -> account.apply(yaml) + PROVIDER_BLOCKS_PORT_25.replace("}", witness + "}"));
    }

    static SlotTable table(Lab lab) {
        return Slots.read(lab.world.flash(), "communication").orElseThrow();
    }

    private static Slots slots(Flash flash) {
        return Slots.open(flash, (event, fields) -> {}, "communication").orElseThrow();
    }
}
