package org.kadec21.firmware.comms;

import org.kadec21.firmware.notice.Notices;
import org.kadec21.hal.Journal;
import org.kadec21.submission.Protection;
import org.kadec21.submission.Protection.PassedOver;
import org.kadec21.submission.SubmissionPolicy;
import org.kadec21.submission.SubmissionSession;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/// Notices that a server has given up the mechanism a unit used there, so that the login fell back
/// to the next one within the floor. A server that never offered a stronger one is no news.
final class LoginWatch {

    private final Journal journal;
    private final Notices notices;
    private final Map<String, String> lastByServer = new TreeMap<>();

    LoginWatch(Journal journal, Notices notices) {
        this.journal = journal;
        this.notices = notices;
    }

    /// The same submissions, watched.
    Submissions watching(Submissions submissions) {
        return (policy, sockets, overall) -> {
            SubmissionSession session = submissions.open(policy, sockets, overall);
            saw(policy, session.protection());
            return session;
        };
    }

    /// How a session was protected.
    void saw(SubmissionPolicy server, Protection protection) {
        if (protection.authMechanism().isEmpty()) {
            return;
        }
        String used = protection.authMechanism().get();
        String place = server.host() + ":" + server.port();
        Optional<String> before = Optional.ofNullable(lastByServer.put(place, used));
        boolean refused =
                protection.passedOver().stream()
                        .anyMatch(one -> one.reason().startsWith("refused"));
        boolean abolished =
                before.filter(last ->
                                protection.passedOver().stream()
                                        .anyMatch(one -> one.mechanism().equals(last)))
                        .isPresent();
        boolean isNews = !before.equals(Optional.of(used));
        if (isNews && (refused || abolished)) {
            tell(place, used, protection);
        }
    }

    private void tell(String place, String used, Protection protection) {
        String passedOver =
                protection.passedOver().stream()
                        .map(LoginWatch::words)
                        .collect(Collectors.joining("; "));
        journal.event("auth.fallback", "server", place, "used", used, "passed_over", passedOver);
        notices.trouble(
                "logged in to "
                        + place
                        + " by "
                        + used
                        + ", since a stronger mechanism is gone ("
                        + passedOver
                        + "); nothing is lost, but put "
                        + used
                        + " first in the unit's configuration to save the attempt");
    }

    private static String words(PassedOver one) {
        return one.mechanism() + ": " + one.reason();
    }
}
