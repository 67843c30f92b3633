package org.kadec21.updater;

import org.kadec21.updater.flash.Fitness;
import org.kadec21.updater.flash.Installer;
import org.kadec21.updater.flash.Slot;
import org.kadec21.updater.flash.SlotStore;
import org.kadec21.updater.flash.SlotTable;
import org.kadec21.updater.flash.UnitLock;
import org.kadec21.updater.image.FirmwareImage;
import org.kadec21.updater.image.RefusedException;

import java.io.IOException;

/// `install --flash`: on the flash directory of a unit that does not run.
record FlashInstallation(UnitFlash unit, InstallReport report) implements Installation {

    @Override
    public void check(FirmwareImage image) throws IOException, RefusedException {
        SlotStore store = unit.store();
        SlotTable table = unit.table(store, image.declaration());
        Fitness.require(image.declaration(), table);
        Installer installer = new Installer(store);
        if (installer.isInstalled(table, image)) {
            report.alreadyInstalled(image, table);
        } else {
            installer.requireRoom(table, image);
            report.say("would-install", image, table, installer.target(table));
        }
    }

    @Override
    public void install(FirmwareImage image) throws IOException, RefusedException {
        try (UnitLock lock = unit.lock()) {
            SlotStore store = new SlotStore(lock.files());
            SlotTable table = unit.table(store, image.declaration());
            Fitness.require(image.declaration(), table);
            Installer installer = new Installer(store);
            if (installer.isInstalled(table, image)) {
                report.alreadyInstalled(image, table);
            } else {
                Slot slot = installer.install(table, image, report.progress(image));
                report.say("installed", image, table, slot);
            }
        }
    }
}
