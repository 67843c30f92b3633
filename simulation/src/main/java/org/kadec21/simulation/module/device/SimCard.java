package org.kadec21.simulation.module.device;

import org.kadec21.hal.Secret;

/// A R-UIM with its codes and counters, which outlive every restart of the module (3GPP TS 31.101
/// 9.5). An empty PIN means that the card does not ask for one, until `+CLCK` makes it, with the
/// PIN 0000.
public final class SimCard {

    /// Wrong PINs in a row before the PUK is needed.
    public static final int PIN_TRIES = 3;

    /// Wrong PUKs in a row before the card is dead.
    public static final int PUK_TRIES = 10;

    /// PIN of a card that did not ask for one.
    public static final String FACTORY_PIN = "0000";

    /// Digits of the IMSI that end the subscriber's number here.
    private static final int NUMBER_DIGITS = 8;

    private final String imsi;
    private final Secret puk;
    private Secret pin;
    private boolean asks;
    private int pinTriesLeft = PIN_TRIES;
    private int pukTriesLeft = PUK_TRIES;

    /// What changes in a card's life.
    ///
    /// @param asks whether it wants its PIN after each start
    public record Kept(Secret pin, boolean asks, int pinTriesLeft, int pukTriesLeft) {}

    public SimCard(String imsi, Secret pin, Secret puk) {
        this.imsi = imsi;
        this.pin = pin.isEmpty() ? Secret.of(FACTORY_PIN) : pin;
        this.puk = puk;
        asks = !pin.isEmpty();
    }

    /// The card that was left like this.
    public SimCard(String imsi, Secret puk, Kept kept) {
        this.imsi = imsi;
        this.puk = puk;
        pin = kept.pin();
        asks = kept.asks();
        pinTriesLeft = kept.pinTriesLeft();
        pukTriesLeft = kept.pukTriesLeft();
    }

    /// A card that asks for nothing.
    public static SimCard open(String imsi) {
        return new SimCard(imsi, Secret.of(""), Secret.of("00000000"));
    }

    public Kept kept() {
        return new Kept(pin, asks, pinTriesLeft, pukTriesLeft);
    }

    public String imsi() {
        return imsi;
    }

    public int pinTriesLeft() {
        return pinTriesLeft;
    }

    public int pukTriesLeft() {
        return pukTriesLeft;
    }

    /// The subscriber's own number (assumption: 090 and the end of the IMSI).
    public String number() {
        return "090" + imsi.substring(Math.max(0, imsi.length() - NUMBER_DIGITS));
    }

    /// Whether it asks for its PIN from the next restart on.
    public void askForPin(boolean ask) {
        asks = ask;
    }

    public void changePin(Secret newPin) {
        pin = newPin;
    }

    public boolean asksForPin() {
        return asks;
    }

    public boolean asksForPuk() {
        return pinTriesLeft == 0;
    }

    public boolean isDead() {
        return pukTriesLeft == 0;
    }

    /// Counts a wrong PIN; a right one restores the counter.
    public boolean verify(Secret attempt) {
        if (pinTriesLeft == 0) {
            return false;
        }
        boolean right = pin.equals(attempt);
        pinTriesLeft = right ? PIN_TRIES : pinTriesLeft - 1;
        return right;
    }

    /// Sets a new PIN when the PUK is right; counts a wrong one.
    public boolean unblock(Secret attempt, Secret newPin) {
        if (isDead()) {
            return false;
        }
        boolean right = puk.equals(attempt);
        pukTriesLeft = right ? PUK_TRIES : pukTriesLeft - 1;
        if (right) {
            pin = newPin;
            pinTriesLeft = PIN_TRIES;
        }
        return right;
    }
}
