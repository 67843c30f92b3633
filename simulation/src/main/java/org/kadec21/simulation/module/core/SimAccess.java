package org.kadec21.simulation.module.core;

import org.kadec21.hal.Secret;
import org.kadec21.simulation.module.core.Timers.Purpose;
import org.kadec21.simulation.module.device.SimCard;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.CmsError;
import org.kadec21.simulation.module.line.Reply;

/// The card as it stands since this boot: whether the module may use it (3GPP TS 27.007 8.3).
public final class SimAccess {

    private final DualBandModule module;
    private boolean verified;

    public SimAccess(DualBandModule module) {
        this.module = module;
    }

    public boolean isReady() {
        return isInserted() && (verified || (!card().asksForPin() && !card().asksForPuk()));
    }

    public boolean isInserted() {
        return module.memory().hasCard();
    }

    /// A card is read in a moment, whatever was there before.
    public void insert(SimCard card) {
        if (isInserted()) {
            remove();
        }
        module.memory().insert(card);
        if (module.power().isOn()) {
            module.later(Purpose.SIM_READY, module.timings().simReady(), this::announce);
        }
    }

    /// What was registered or connected with the card is over.
    public void remove() {
        module.memory().removeCard();
        verified = false;
        module.timers().cancel(Purpose.SIM_READY);
        if (module.power().isOn()) {
            module.registration().stop();
            announce();
        }
    }

    /// The code the card waits for, in the words of `+CPIN?`.
    public String state() {
        if (isReady()) {
            return "READY";
        }
        if (!isInserted()) {
            return "NOT INSERTED";
        }
        return card().asksForPuk() ? "SIM PUK" : "SIM PIN";
    }

    public void forget() {
        verified = false;
    }

    /// Says what the card waits for, once it has been read after boot.
    public void announce() {
        module.urc("+CPIN: " + state());
        useWhenReady();
    }

    public Reply enterPin(Secret pin) {
        if (!isInserted()) {
            return refusal();
        }
        if (isReady()) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        if (card().asksForPuk()) {
            return refusal();
        }
        if (card().verify(pin)) {
            return unlocked();
        }
        module.note("sim.refused", "code", "PIN", "left", card().pinTriesLeft());
        return Reply.failed(CmeError.INCORRECT_PASSWORD);
    }

    public Reply enterPuk(Secret puk, Secret newPin) {
        if (!isInserted()) {
            return refusal();
        }
        if (isReady() || !card().asksForPuk()) {
            return Reply.failed(CmeError.NOT_ALLOWED);
        }
        if (card().isDead()) {
            return refusal();
        }
        if (card().unblock(puk, newPin)) {
            return unlocked();
        }
        module.note("sim.refused", "code", "PUK", "left", card().pukTriesLeft());
        return Reply.failed(CmeError.INCORRECT_PASSWORD);
    }

    /// Makes the card ask for its PIN at every restart, or not; only with the right PIN.
    public Reply lock(boolean ask, Secret pin) {
        return withPin(
                pin,
                () -> {
                    card().askForPin(ask);
                    verified = true;
                });
    }

    /// Changes the PIN of a card that asks for it (27.007 7.5).
    public Reply changePin(Secret old, Secret newPin) {
        if (!isInserted()) {
            return refusal();
        }
        return card().asksForPin()
                ? withPin(old, () -> card().changePin(newPin))
                : Reply.failed(CmeError.NOT_ALLOWED);
    }

    private Reply withPin(Secret pin, Runnable whenRight) {
        if (!isReady()) {
            return refusal();
        }
        if (card().verify(pin)) {
            whenRight.run();
            return Reply.ok();
        }
        module.note("sim.refused", "code", "PIN", "left", card().pinTriesLeft());
        if (card().asksForPuk()) {
            verified = false;
            return Reply.failed(CmeError.SIM_PUK_REQUIRED);
        }
        return Reply.failed(CmeError.INCORRECT_PASSWORD);
    }

    /// Why the card gives nothing away now.
    public Reply refusal() {
        if (!isInserted()) {
            return Reply.failed(CmeError.SIM_NOT_INSERTED);
        }
        if (card().isDead()) {
            return Reply.failed(CmeError.SIM_FAILURE);
        }
        return Reply.failed(
                card().asksForPuk() ? CmeError.SIM_PUK_REQUIRED : CmeError.SIM_PIN_REQUIRED);
    }

    /// The same in the words of short messages (3GPP TS 27.005 3.2.5).
    public Reply messageRefusal() {
        if (!isInserted()) {
            return Reply.failed(CmsError.SIM_NOT_INSERTED);
        }
        if (card().isDead()) {
            return Reply.failed(CmsError.SIM_FAILURE);
        }
        return Reply.failed(
                card().asksForPuk() ? CmsError.SIM_PUK_REQUIRED : CmsError.SIM_PIN_REQUIRED);
    }

    private Reply unlocked() {
        verified = true;
        module.urc("+CPIN: READY");
        useWhenReady();
        return Reply.ok();
    }

    private void useWhenReady() {
        if (isReady() && module.power().isRadioOn()) {
            module.registration().start();
        }
    }

    public SimCard card() {
        return module.memory().sim();
    }
}
