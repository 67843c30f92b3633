package org.kadec21.firmware.service;

import org.kadec21.firmware.store.RareFacts;
import org.kadec21.firmware.store.StateChange;
import org.kadec21.hal.Flash;
import org.kadec21.hal.FlashFullException;
import org.kadec21.hal.Journal;

/// What a service port must not forget when the power goes: how often somebody has guessed its
/// password wrong, and that a draft of settings was waiting. It is written to when one of these
/// changes; a flash without room costs the memory, and nothing else.
///
/// Guessing cannot wear the flash out: what is not looked at ([Console]) is not counted, which
/// leaves a guess every ten minutes.
public final class ServiceMemory {

    /// The log's base name.
    public static final String BASE = "service";

    private static final String WRONG = "service.wrong";
    private static final String DRAFT = "service.draft";
    private static final int MOST_DIGITS = 9;

    private final RareFacts facts;
    private final Journal journal;
    private boolean draftLost;

    private ServiceMemory(RareFacts facts, Journal journal) {
        this.facts = facts;
        this.journal = journal;
        this.draftLost = facts.get(DRAFT).isPresent();
    }

    /// Recovers it after a boot; once in a life of the board.
    public static ServiceMemory open(Flash flash, Journal journal) {
        return new ServiceMemory(RareFacts.open(flash, journal, BASE), journal);
    }

    /// Wrong passwords in a row.
    int wrongTries() {
        return facts.get(WRONG)
                .filter(text -> text.matches("\\d{1," + MOST_DIGITS + "}"))
                .map(Integer::parseInt)
                .orElse(0);
    }

    /// Durable when this returns, if there is room.
    void wrongTries(int inARow) {
        note(
                inARow == 0
                        ? new StateChange().remove(WRONG)
                        : new StateChange().put(WRONG, String.valueOf(inARow)));
    }

    /// Changes wait for `apply`.
    void draftBegun() {
        note(new StateChange().put(DRAFT, "waits"));
    }

    /// None do any more.
    void draftEnded() {
        if (!draftLost) {
            note(new StateChange().remove(DRAFT));
        }
    }

    /// Whether a draft went with the power, and nobody was told so yet.
    boolean isDraftLost() {
        return draftLost;
    }

    /// Whoever has logged in knows it.
    void draftLossTold() {
        if (draftLost) {
            draftLost = false;
            draftEnded();
        }
    }

    private void note(StateChange change) {
        try {
            facts.change(change);
        } catch (FlashFullException full) {
            journal.event("service.unkept", "reason", String.valueOf(full.getMessage()));
        }
    }
}
