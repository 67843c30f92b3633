package org.kadec21.modem.ppp.link;

import org.kadec21.hal.Deadline;
import org.kadec21.modem.ppp.link.Authenticator.Step;

import java.util.List;
import java.util.Optional;

/// Who we are, told in the way that the network has asked for, if it has. Kept while the link
/// stands: CHAP may ask again at any time (RFC 1994 2).
final class LoginPhase {

    private final Credentials credentials;
    private Optional<Authenticator> login = Optional.empty();

    LoginPhase(Credentials credentials) {
        this.credentials = credentials;
    }

    /// @param asked how the network wants it; empty where it does not ask
    List<Step> begin(Optional<LcpOptions.Login> asked, Deadline now) {
        login = asked.map(this::authenticator);
        return login.map(one -> one.begin(now)).orElse(List.of());
    }

    private Authenticator authenticator(LcpOptions.Login how) {
        return switch (how) {
            case PAP -> new PapLogin(credentials);
            case CHAP -> new ChapLogin(credentials);
        };
    }

    /// The link is negotiated anew.
    void forget() {
        login = Optional.empty();
    }

    /// Whether packets of this protocol are for [#received].
    boolean speaks(int protocol) {
        return login.filter(one -> one.protocol() == protocol).isPresent();
    }

    /// The number of the protocol in use, whose steps these are; 0 where there is none.
    int protocol() {
        return login.map(Authenticator::protocol).orElse(0);
    }

    /// Its name, or those it may have.
    String name() {
        return login.map(Authenticator::name).orElse("PAP or CHAP");
    }

    List<Step> received(ControlPacket packet, Deadline now) {
        return login.map(one -> one.received(packet, now)).orElse(List.of());
    }

    List<Step> woken(Deadline now) {
        return login.map(one -> one.woken(now)).orElse(List.of());
    }

    /// When [#woken(Deadline)] is due.
    Deadline wakeAt() {
        return login.map(Authenticator::wakeAt).orElse(Deadline.never());
    }
}
