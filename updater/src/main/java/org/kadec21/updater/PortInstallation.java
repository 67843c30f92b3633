package org.kadec21.updater;

import org.kadec21.updater.flash.SlotTable;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;
import org.kadec21.updater.port.Line;
import org.kadec21.updater.port.PortInstaller;
import org.kadec21.updater.port.RemoteUnit.Board;

import java.io.IOException;

/// `install --port`: over the service port of a unit that runs.
///
/// @param file the image's file, read again when all is sent
record PortInstallation(
        UnitPort unit, Computer.Ports ports, PortInstaller.Source file, InstallReport report)
        implements Installation {

    @Override
    public void check(FirmwareImage image) throws IOException, RefusedException {
        try (Line line = unit.open(ports)) {
            Board board = new PortInstaller(line, unit.password(), taken -> {}).check(image);
            if (board.starts(image)) {
                report.alreadyInstalled(image, board.table());
            } else {
                report.say("would-install", image, board.table(), board.next());
            }
        }
    }

    @Override
    public void install(FirmwareImage image) throws IOException, RefusedException {
        try (Line line = unit.open(ports)) {
            PortInstaller installer =
                    new PortInstaller(line, unit.password(), report.progress(image));
            PortInstaller.Installed done = installer.install(image, file);
            SlotTable table = done.board().table();
            if (done.installed()) {
                String restart = installer.restart() ? "restarts" : "starts-later";
                report.say("installed", image, table, done.board().next(), restart);
            } else {
                report.alreadyInstalled(image, table);
            }
        }
    }
}
