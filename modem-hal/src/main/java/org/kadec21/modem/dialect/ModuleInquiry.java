package org.kadec21.modem.dialect;

import org.kadec21.hal.Time;
import org.kadec21.hal.at.Answer;
import org.kadec21.hal.at.AtPort;
import org.kadec21.hal.at.Command;
import org.kadec21.hal.at.Reply;

import java.util.List;
import java.util.Optional;

/// Finds out whose commands a module knows: by what it says about itself (`+CGMI`, 3GPP TS 27.007
/// 5.1; `I`, V.250 6.1.3), else by which vendor's test command it does not refuse. Nothing of it
/// needs the network.
final class ModuleInquiry {

    private static final int LINES = 8;

    /// The `+CME ERROR` numbers about the SIM (3GPP TS 27.007 9.2.1): 10, not inserted, to 18, PUK2
    /// required.
    private static final int SIM_MISSING = 10;

    private static final int SIM_PUK2 = 18;

    private final AtPort port;
    private final Time time;

    ModuleInquiry(AtPort port, Time time) {
        this.port = port;
        this.time = time;
    }

    /// Whether the module refuses the pack's `probe`; one that does not answer refuses nothing, and
    /// one that only wants its SIM first says nothing about its commands.
    boolean refuses(DialectPack pack) {
        Reply reply = ask(pack.command("probe", Blanks.none()));
        return reply instanceof Reply.Refusal && !blamesTheSim(reply);
    }

    /// The first of `candidates` that the module names, else the first whose probe it accepts.
    Optional<VendorDialect> find(List<VendorDialect> candidates) {
        String identity = identity();
        return candidates.stream()
                .filter(candidate -> candidate.pack().isNamedIn(identity))
                .findFirst()
                .or(() -> candidates.stream().filter(this::accepts).findFirst());
    }

    /// The module's own words.
    String identity() {
        return words("AT+CGMI") + " " + words("ATI");
    }

    private static boolean blamesTheSim(Reply reply) {
        return reply instanceof Reply.CmeError error
                && error.code().orElse(0) >= SIM_MISSING
                && error.code().orElse(0) <= SIM_PUK2;
    }

    private boolean accepts(VendorDialect candidate) {
        return ask(candidate.pack().command("probe", Blanks.none())) instanceof Reply.Ok;
    }

    private String words(String question) {
        Command command = Command.of(question).answeredBy(new Answer.Bare(LINES));
        return ask(command) instanceof Reply.Ok ok ? String.join(" ", ok.lines()) : "";
    }

    private Reply ask(Command command) {
        return port.execute(command, time.after(ModuleSockets.COMMAND));
    }
}
