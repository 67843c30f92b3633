package org.kadec21.firmware.doctor;

import org.kadec21.modem.ppp.PppObserver;
import org.kadec21.modem.ppp.link.LinkCommand.Stage;
import org.kadec21.modem.ppp.link.LinkEnd;
import org.kadec21.modem.ppp.link.LinkTerms;

import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// How a PPP call went, for the checks that report on it one by one.
final class CallLog implements PppObserver {

    private final Map<Stage, String> reached = new EnumMap<>(Stage.class);
    private Optional<String> connected = Optional.empty();
    private Optional<LinkTerms> terms = Optional.empty();
    private Optional<LinkEnd> end = Optional.empty();

    @Override
    public void connected(String command, String rate) {
        connected = Optional.of((command + ": CONNECT " + rate).strip());
    }

    @Override
    public void reached(Stage stage, String words) {
        reached.put(stage, words);
    }

    @Override
    public void up(LinkTerms agreed) {
        terms = Optional.of(agreed);
    }

    @Override
    public void down(LinkEnd why) {
        end = Optional.of(why);
    }

    /// What was dialled and how the module answered; empty when there was no call.
    Optional<String> connection() {
        return connected;
    }

    Optional<String> stage(Stage stage) {
        return Optional.ofNullable(reached.get(stage));
    }

    Optional<LinkTerms> terms() {
        return terms;
    }

    Optional<LinkEnd> end() {
        return end;
    }
}
