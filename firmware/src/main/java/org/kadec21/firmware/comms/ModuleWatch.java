package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.FirmwareProfile;
import org.kadec21.firmware.config.ModuleClaim;
import org.kadec21.firmware.config.ModuleVariant;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.hal.Time;
import org.kadec21.modem.FoundModule;
import org.kadec21.modem.Identity;
import org.kadec21.modem.ServingCell;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.function.Consumer;

/// Holds the module that was found against the one that the unit's file names, the one the firmware
/// was built for, and the end of its band. Whatever it finds, the module is used as it is: only the
/// network can say that it does not serve.
final class ModuleWatch {

    /// Longer before a band's end nobody plans a visit.
    private static final Duration WORTH_TELLING = Duration.ofDays(365);

    private static final int OLD_BAND_CLASS = 3;

    private final UnitConfig unit;
    private final Time time;
    private final Notices notices;
    private final Consumer<String> report;
    private final ModuleClaim claim;
    private Optional<ModuleVariant> found = Optional.empty();
    private String modelTold = "";
    private boolean bandTold;
    private boolean endTold;

    /// @param report is told when the unit's file is wrong about the module, once for each module
    ///   and life
    ModuleWatch(UnitConfig unit, Time time, Notices notices, Consumer<String> report) {
        this.unit = unit;
        this.time = time;
        this.notices = notices;
        this.report = report;
        this.claim = new ModuleClaim(unit.module().variant());
    }

    /// A window has ended; what is new about its module goes to the operator.
    void saw(Optional<FoundModule> module) {
        module.map(FoundModule::identity)
                .filter(identity -> !identity.model().isEmpty())
                .ifPresent(this::identified);
        module.flatMap(FoundModule::cell).ifPresent(this::served);
    }

    /// What to add where the end of a band may be to blame; empty while it is not.
    String note() {
        boolean silenced =
                found.filter(ModuleVariant::isOldBandOnly).isPresent()
                        && !time.now().isBefore(unit.module().oldBandEnds());
        return silenced
                ? " (operator: this unit's module "
                        + found.orElseThrow()
                        + " knows only old 800 MHz, which ended on "
                        + endOfOldBand()
                        + "; have it exchanged for "
                        + ModuleVariant.N2_DUAL
                        + " and the firmware updated to match)"
                : "";
    }

    private void identified(Identity identity) {
        found = ModuleVariant.ofModel(identity.model());
        if (identity.model().equals(modelTold)) {
            return;
        }
        modelTold = identity.model();
        claim.contradiction(identity.model()).ifPresent(report);
        FirmwareProfile firmware = unit.firmware();
        boolean matches =
                firmware.modules().stream()
                        .map(ModuleClaim::new)
                        .anyMatch(one -> one.contradiction(identity.model()).isEmpty());
        if (!matches) {
            notices.trouble(
                    "expected a module that firmware "
                            + firmware.name()
                            + " was built for, "
                            + firmware.modules()
                            + ", but found "
                            + words(identity)
                            + "; it is used as it is, update the firmware to match or have the"
                            + " module exchanged");
        }
    }

    private String words(Identity identity) {
        return found.map(ModuleVariant::toString)
                .orElseGet(() -> (identity.manufacturer() + " " + identity.model()).strip());
    }

    private void served(ServingCell cell) {
        if (found.isEmpty() && !bandTold) {
            claim.contradiction(cell.bandClass())
                    .ifPresent(lie -> {
                        bandTold = true;
                        report.accept(lie);
                    });
        }
        Instant end = unit.module().oldBandEnds();
        Instant now = time.now();
        boolean soon = now.isBefore(end) && now.isAfter(end.minus(WORTH_TELLING));
        if (cell.bandClass() == OLD_BAND_CLASS && soon && !endTold) {
            endTold = true;
            notices.trouble(
                    "served on " + cell.band() + ", which ends on " + endOfOldBand() + advice());
        }
    }

    private String advice() {
        return found.filter(variant -> !variant.isOldBandOnly()).isPresent()
                ? ": no new 800 MHz reaches this place; ask the carrier when it will, or move the"
                        + " antenna"
                : ": have the module exchanged for "
                        + ModuleVariant.N2_DUAL
                        + " and the firmware updated to match before that day";
    }

    private LocalDate endOfOldBand() {
        return LocalDate.ofInstant(unit.module().oldBandEnds(), unit.zone());
    }
}
