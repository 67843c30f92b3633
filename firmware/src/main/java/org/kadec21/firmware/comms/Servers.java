package org.kadec21.firmware.comms;

import org.kadec21.firmware.config.MailServer;
import org.kadec21.firmware.config.ServerList;
import org.kadec21.firmware.config.UnitConfig.Retry;
import org.kadec21.firmware.notice.Notices;
import org.kadec21.hal.Deadline;
import org.kadec21.hal.Journal;
import org.kadec21.hal.Secret;
import org.kadec21.hal.Time;
import org.kadec21.submission.Outcome.Deferred;
import org.kadec21.submission.Outcome.Scope;
import org.kadec21.submission.SubmissionPolicy.Auth;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;

/// The unit's servers, each with a standing of its own: which one is asked, and how long it is left
/// alone. No change from one to another is silent.
final class Servers {

    private final ServerList list;
    private final Retry retry;
    private final LockOuts lockOuts;
    private final Time time;
    private final RandomGenerator chance;
    private final Journal journal;
    private final Notices notices;
    private final Map<String, Standing> standings = new LinkedHashMap<>();
    private final Map<String, Secret> refusedTokens = new LinkedHashMap<>();
    private final ServerChoice choice;
    private Optional<MailServer> inUse = Optional.empty();
    private String lastTrouble = "";

    Servers(
            ServerList list,
            Retry retry,
            LockOuts lockOuts,
            Time time,
            RandomGenerator chance,
            Journal journal,
            Notices notices) {
        this.list = list;
        this.retry = retry;
        this.lockOuts = lockOuts;
        this.time = time;
        this.chance = chance;
        this.journal = journal;
        this.notices = notices;
        this.choice = new ServerChoice(this::standing, list.failover());
        list.servers().forEach(this::recall);
    }

    /// The server for the next connection, from now on the one in use.
    MailServer take() {
        MailServer chosen = choose();
        inUse.filter(before -> !before.place().equals(chosen.place()))
                .ifPresent(before -> tellChange(before, chosen));
        inUse = Optional.of(chosen);
        return chosen;
    }

    /// The server asked last, or the one that will be.
    MailServer current() {
        return inUse.orElseGet(this::choose);
    }

    /// Until when everything waits.
    Patience patience() {
        return standing(choose()).patience();
    }

    /// The one in use did its work.
    void completed() {
        MailServer server = current();
        lastTrouble = "";
        standings.put(server.place(), Standing.FRESH);
        lockOuts.taken(server);
    }

    /// The one in use failed. A refused account is left alone wherever it would be offered.
    void failed(Deferred failure) {
        MailServer server = current();
        lastTrouble = failure.reason();
        switch (failure.scope()) {
            case ACCOUNT -> {
                refused(server);
                list.servers().stream()
                        .filter(other -> !other.place().equals(server.place()))
                        .filter(server::sharesAccountWith)
                        .forEach(this::refused);
            }
            case HOST, SECURITY, MAIL -> fail(server, failure.scope());
        }
    }

    /// No server could be asked: the module, the network or the flash are to blame.
    void notAsked() {
        change(patience -> patience.failed(Scope.HOST, retry, time, chance));
    }

    /// Waits count from the end of a window, which came `span` after its last failure.
    void windowEnded(Duration span) {
        change(patience -> patience.later(span));
    }

    /// Recorded data is due and cannot be begun.
    void recordsCannotBegin() {
        change(patience -> patience.recordsCannotBegin(retry, time, chance));
    }

    /// An alarm was raised.
    void newAlarm() {
        standings.replaceAll((place, standing) -> standing.waiting(old -> old.newAlarm(retry)));
    }

    /// Whether another server is to be asked now, after the one in use failed.
    boolean fallsOver() {
        MailServer next = choose();
        return !next.place().equals(current().place()) && standing(next).isReady(now());
    }

    private MailServer choose() {
        list.servers().forEach(this::noticeNewToken);
        return choice.among(list.at(time.now()), now());
    }

    private void refused(MailServer server) {
        fail(server, Scope.ACCOUNT);
        lockOuts.refused(server, standing(server).patience().failures());
        token(server).ifPresent(token -> refusedTokens.put(server.place(), token));
    }

    /// What was refused was another token: this one is worth a try at once.
    private void noticeNewToken(MailServer server) {
        Optional.ofNullable(refusedTokens.get(server.place()))
                .filter(refused ->
                        token(server).filter(token -> !token.equals(refused)).isPresent())
                .ifPresent(refused -> {
                    refusedTokens.remove(server.place());
                    standings.put(server.place(), Standing.FRESH);
                });
    }

    private static Optional<Secret> token(MailServer server) {
        return switch (server.policy().auth()) {
            case Auth.Token account -> account.tokens().token();
            case Auth.Password account -> Optional.empty();
            case Auth.None none -> Optional.empty();
        };
    }

    private void fail(MailServer server, Scope scope) {
        standings.put(server.place(), standing(server).failed(scope, retry, time, chance));
    }

    private void change(UnaryOperator<Patience> change) {
        MailServer server = choose();
        standings.put(server.place(), standing(server).waiting(change));
    }

    /// A boot asks a refused account again no sooner than the first wait after its last refusal:
    /// whoever has just corrected the password need not wait for the longest.
    private void recall(MailServer server) {
        lockOuts.of(server)
                .ifPresent(lockOut -> {
                    Duration left = retry.account().first().minus(lockOut.ago());
                    standings.put(
                            server.place(),
                            Standing.FRESH.waiting(fresh ->
                                    Patience.refusedBefore(
                                            lockOut.count(),
                                            now(),
                                            left.isNegative() ? Duration.ZERO : left)));
                });
    }

    private Standing standing(MailServer server) {
        return standings.getOrDefault(server.place(), Standing.FRESH);
    }

    private Deadline now() {
        return time.after(Duration.ZERO);
    }

    private void tellChange(MailServer before, MailServer after) {
        journal.event("comms.server", "from", before.place(), "to", after.place());
        boolean byDate = !list.at(time.now()).contains(before);
        String why =
                byDate
                        ? "by the dates in the unit's configuration"
                        : lastTrouble.isEmpty() ? "it is first in the list" : lastTrouble;
        notices.trouble(
                "mail now goes through "
                        + after.place()
                        + " instead of "
                        + before.place()
                        + (after.demand() < before.demand() ? ", which demands less of TLS" : "")
                        + ": "
                        + why);
    }
}
