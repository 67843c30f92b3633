package org.kadec21.updater;

import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;

import java.io.IOException;

/// `install`, on one of the ways to a unit. The image is verified; what came of it is reported.
sealed interface Installation permits FlashInstallation, PortInstallation {

    /// As far as that goes without writing.
    ///
    /// @throws RefusedException when this unit must not have the image
    void check(FirmwareImage image) throws IOException, RefusedException;

    /// All the way, unless the image starts there already.
    ///
    /// @throws RefusedException when this unit must not have the image; nothing was written
    void install(FirmwareImage image) throws IOException, RefusedException;
}
