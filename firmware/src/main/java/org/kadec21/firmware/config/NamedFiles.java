package org.kadec21.firmware.config;

import java.io.IOException;

/// The files a configuration names: passwords, PINs, certification authorities. The board's host
/// reads them; where nothing may be named (a text without a place), [#none()] refuses.
@FunctionalInterface
public interface NamedFiles {

    /// Reads a small file whose name stands in the configuration, relative to that.
    ///
    /// @throws IOException when it cannot be read; the message says why
    byte[] read(String name) throws IOException;

    static NamedFiles none() {
        return name -> {
            throw new IOException(
                    "this configuration has no folder in which '" + name + "' could lie");
        };
    }
}
