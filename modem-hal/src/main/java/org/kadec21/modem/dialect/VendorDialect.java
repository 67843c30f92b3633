package org.kadec21.modem.dialect;

import org.kadec21.hal.at.UrcTable;

import java.util.List;

/// A dialect with a pack.
abstract class VendorDialect implements Dialect {

    private final DialectPack pack;

    VendorDialect(DialectPack pack) {
        this.pack = pack;
    }

    @Override
    public final String name() {
        return pack.name();
    }

    @Override
    public final UrcTable urcs() {
        return pack.urcs();
    }

    @Override
    public final List<String> powerOff() {
        return List.of(pack.text("power-off"));
    }

    final DialectPack pack() {
        return pack;
    }
}
