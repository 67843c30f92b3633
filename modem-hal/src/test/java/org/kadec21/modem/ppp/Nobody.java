package org.kadec21.modem.ppp;

import org.kadec21.hal.at.Urc;
import org.kadec21.hal.at.UrcListener;

/// Listens to what a module says by itself, and does nothing about it.
final class Nobody implements UrcListener {

    @Override
    public void heard(Urc urc) {}

    @Override
    public void ended(String reason) {}
}
