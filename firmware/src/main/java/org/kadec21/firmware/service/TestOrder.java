package org.kadec21.firmware.service;

import org.kadec21.firmware.boot.Unit;
import org.kadec21.firmware.comms.ModuleUplinks;
import org.kadec21.firmware.config.UnitConfig;
import org.kadec21.firmware.doctor.CarrierFacts;
import org.kadec21.firmware.doctor.Checkup.Finding;
import org.kadec21.firmware.doctor.Doctor;
import org.kadec21.firmware.doctor.Report;
import org.kadec21.firmware.doctor.Resolver;
import org.kadec21.firmware.doctor.Result;
import org.kadec21.firmware.doctor.TestMail;
import org.kadec21.firmware.service.Answer.Cause;
import org.kadec21.firmware.service.Answer.Done;
import org.kadec21.firmware.service.Answer.Refused;
import org.kadec21.hal.Board;
import org.kadec21.hal.LinkException;
import org.kadec21.hal.at.Trace;
import org.kadec21.submission.SessionObserver.PassedStage;

import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// `test mail`: the way of a mail from the module's port to the recipient's server, each stage
/// shown when it is over, by the settings in force; of the session with the server each command
/// with its reply and its time. The unit stays off the air meanwhile.
final class TestOrder implements Order {

    /// For everything together.
    static final Duration LIMIT = Duration.ofMinutes(15);

    private static final String ADDRESS = "[^@\\s<>,]+@[^@\\s<>,]+";
    private static final int ID_BYTES = 8;

    private final ServicedUnit serviced;
    private final Optional<String> port;
    private final Resolver resolver;
    private final CarrierFacts carrier;

    /// @param port the module's; empty for the host's own network
    /// @param resolver of the host's network
    TestOrder(
            ServicedUnit serviced, Optional<String> port, Resolver resolver, CarrierFacts carrier) {
        this.serviced = serviced;
        this.port = port;
        this.resolver = resolver;
        this.carrier = carrier;
    }

    @Override
    public String name() {
        return "test";
    }

    @Override
    public List<String> forms() {
        return List.of("test mail [ADDRESS]");
    }

    @Override
    public String purpose() {
        return "sends a mail and shows each stage on its way";
    }

    @Override
    public Answer carryOut(Arguments arguments, ServiceLine line) throws LinkException {
        String address =
                arguments.behindFirst().isEmpty()
                        ? serviced.config().mail().recipients().getFirst().address()
                        : arguments.behindFirst();
        if (!arguments.first().equals("mail") || !address.matches(ADDRESS)) {
            return new Refused(
                    Cause.USAGE,
                    "expected test mail, or test mail with an address, but came 'test "
                            + arguments.text()
                            + "'");
        }
        return new Hold(serviced).during(line, () -> examine(address, line));
    }

    private Answer examine(String address, ServiceLine line) throws LinkException {
        Board board = serviced.board();
        Unit unit = serviced.unit();
        Telling telling = new Telling(line);
        List<Finding> findings =
                new Doctor(board, resolver, unit.pins(), Trace.none(), this::leave)
                        .examine(
                                order(address, unit),
                                board.time().after(LIMIT),
                                finding -> telling.tell(Report.line(finding)),
                                stage -> telling.tell(words(stage)));
        telling.requireAlive();
        Report report = new Report(findings);
        return report.blame()
                .<Answer>map(blame -> new Refused(cause(blame), report.summary()))
                .orElseGet(() -> new Done("the mail is on its way to " + address));
    }

    private static String words(PassedStage stage) {
        return String.format(
                Locale.ROOT,
                "      %-12s %s (%d ms)",
                stage.name(),
                stage.words(),
                stage.took().toMillis());
    }

    /// The unit puts that right by itself before its next call.
    private void leave(String complaint) {
        serviced.board().journal().event("doctor.left", "reason", complaint);
    }

    private org.kadec21.firmware.doctor.Order order(String address, Unit unit) {
        UnitConfig config = serviced.config();
        return new org.kadec21.firmware.doctor.Order(
                port.<org.kadec21.firmware.doctor.Order.Bearer>map(name ->
                                new org.kadec21.firmware.doctor.Order.Bearer.Serial(
                                        List.of(name),
                                        false,
                                        List.of(config.module().bitsPerSecond())))
                        .orElseGet(org.kadec21.firmware.doctor.Order.Bearer.Host::new),
                Optional.of(config.module()),
                config.module().bearing(),
                Optional.empty(),
                config.module().apn(),
                Optional.of(unit.server()),
                ModuleUplinks.known(config.serverList()),
                carrier,
                true,
                Optional.of(mail(address, config)),
                config.zone());
    }

    private TestMail mail(String address, UnitConfig config) {
        byte[] id = new byte[ID_BYTES];
        serviced.board().randomness().secure().nextBytes(id);
        return new TestMail(
                "service." + HexFormat.of().formatHex(id) + "@" + config.mail().domain(),
                serviced.board().time().now().atZone(config.zone()),
                config.mail().from(),
                address,
                config.id());
    }

    private static Cause cause(Result.Blame blame) {
        return switch (blame) {
            case OUT_OF_REACH -> Cause.UNAVAILABLE;
            case CONFIGURATION -> Cause.CONFIGURATION;
            case REFUSED -> Cause.DEFERRED;
            case REJECTED -> Cause.BAD_DATA;
            case IN_DOUBT -> Cause.IN_DOUBT;
        };
    }

    /// Shows lines for as long as somebody listens; the checkup ends in good order either way.
    private static final class Telling {

        private final ServiceLine line;
        private Optional<LinkException> dead = Optional.empty();

        Telling(ServiceLine line) {
            this.line = line;
        }

        void tell(String words) {
            if (dead.isPresent()) {
                return;
            }
            try {
                line.news(words);
            } catch (LinkException gone) {
                dead = Optional.of(gone);
            }
        }

        void requireAlive() throws LinkException {
            if (dead.isPresent()) {
                throw dead.get();
            }
        }
    }
}
