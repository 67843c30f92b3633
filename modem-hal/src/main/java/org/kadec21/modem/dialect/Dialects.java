package org.kadec21.modem.dialect;

import java.util.List;

/// The dialects there are, in the order in which an unknown module is asked.
public final class Dialects {

    private Dialects() {}

    public static List<Dialect> all() {
        return List.copyOf(vendors());
    }

    static List<VendorDialect> vendors() {
        return List.of(
                new QuectelDialect(), new SimcomDialect(), new UbloxDialect(), new TelitDialect());
    }
}
