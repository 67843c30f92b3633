package org.kadec21.firmware.service;

import org.kadec21.firmware.config.ServicePassword;

import java.util.Optional;
import java.util.function.Supplier;

/// Who is at the service port: from one login to the next it is the same person or program.
final class Visit {

    private final Supplier<Optional<ServicePassword>> password;
    private int number;
    private Optional<ServicePassword> shown = Optional.empty();

    /// @param password that a login is held against
    Visit(Supplier<Optional<ServicePassword>> password) {
        this.password = password;
    }

    /// Somebody has logged in.
    void begins() {
        number++;
        shown = password.get();
    }

    /// Counted since the power came.
    int number() {
        return number;
    }

    /// Whether whoever is there has shown that they know this password.
    boolean knows(ServicePassword wanted) {
        return shown.filter(wanted::equals).isPresent();
    }
}
