package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmsError;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.sms.MessageStore.Stored;
import org.kadec21.simulation.module.sms.ShortMessage;
import org.kadec21.simulation.module.sms.SubmitParameters;

/// What text mode sends along and shows of a message's header: 3GPP TS 27.005 3.3.2 (`+CSMP`),
/// 3.3.3 (`+CSDH`).
public final class SmsTextCommands implements CommandFamily {

    private static final int OCTET = 255;

    @Override
    public void addTo(CommandRegistry registry) {
        registry.command("+CSMP")
                .set(SmsTextCommands::setParameters)
                .read((module, a) -> Reply.ok("+CSMP: " + parameters(module)))
                .test("");
        registry.command("+CSDH")
                .set(SmsTextCommands::showDetails)
                .read((module, a) ->
                        Reply.ok("+CSDH: " + (module.messaging().showsDetails() ? 1 : 0)))
                .test("+CSDH: (0,1)");
    }

    /// `[<fo>[,<vp>[,<pid>[,<dcs>]]]]`; what is left out stays.
    private static Reply setParameters(DualBandModule module, Arguments arguments) {
        SubmitParameters old = module.messaging().parameters();
        SubmitParameters chosen =
                new SubmitParameters(
                        arguments.numberOr(0, old.firstOctet()),
                        arguments.numberOr(1, old.validity()),
                        arguments.numberOr(2, old.protocol()),
                        arguments.numberOr(3, old.coding()));
        boolean octets =
                isOctet(chosen.firstOctet())
                        && isOctet(chosen.validity())
                        && isOctet(chosen.protocol())
                        && isOctet(chosen.coding());
        if (!octets || !chosen.isUsable()) {
            return Reply.failed(CmsError.NOT_SUPPORTED);
        }
        module.messaging().use(chosen);
        return Reply.ok();
    }

    private static boolean isOctet(int value) {
        return value >= 0 && value <= OCTET;
    }

    private static String parameters(DualBandModule module) {
        SubmitParameters now = module.messaging().parameters();
        return now.firstOctet() + "," + now.validity() + "," + now.protocol() + "," + now.coding();
    }

    private static Reply showDetails(DualBandModule module, Arguments arguments) {
        if (!arguments.numberIn(0, 0, 1)) {
            return Reply.failed(CmsError.NOT_SUPPORTED);
        }
        module.messaging().showDetails(arguments.numberOr(0, 0) == 1);
        return Reply.ok();
    }

    /// What `+CSDH=1` adds to a line of `+CMGR`: type of address, first octet, protocol, coding, of
    /// a sent one the validity period, service centre, its type, and length.
    static String details(DualBandModule module, Stored stored) {
        if (!module.messaging().showsDetails()) {
            return "";
        }
        ShortMessage message = stored.message();
        String validity = message.incoming() ? "" : ",";
        return ",%d,%d,%d,%d%s,\"%s\",%d,%d"
                .formatted(
                        message.peer().type(),
                        message.firstOctet(),
                        message.protocol(),
                        message.coding(),
                        validity,
                        module.messaging().characterSet().toLine(stored.centre().number()),
                        stored.centre().type(),
                        message.text().length());
    }

    /// What it adds to a line of `+CMGL`.
    static String shortDetails(DualBandModule module, Stored stored) {
        return module.messaging().showsDetails()
                ? "," + stored.message().peer().type() + "," + stored.message().text().length()
                : "";
    }
}
