package org.kadec21.simulation.module.command;

import org.kadec21.simulation.module.core.CommandRegistry;
import org.kadec21.simulation.module.core.CommandRegistry.CommandFamily;
import org.kadec21.simulation.module.core.DualBandModule;
import org.kadec21.simulation.module.line.Arguments;
import org.kadec21.simulation.module.line.CmeError;
import org.kadec21.simulation.module.line.LineSettings;
import org.kadec21.simulation.module.line.Reply;
import org.kadec21.simulation.module.line.SerialSettings;

import java.util.List;
import java.util.stream.Collectors;

/// Speed and flow control of the line: ITU-T V.250 6.2.10 (`+IPR`) and 6.2.12 (`+IFC`). Both hold
/// until the next start; `&W` keeps them.
public final class SerialCommands implements CommandFamily {

    private static final List<Integer> SPEEDS =
            List.of(0, 4800, 9600, 19_200, 38_400, 57_600, 115_200, 230_400, 460_800);

    @Override
    public void addTo(CommandRegistry registry) {
        String speeds = SPEEDS.stream().map(String::valueOf).collect(Collectors.joining(","));
        String detectable = speeds.substring("0,".length());
        registry.command("+IPR")
                .set(SerialCommands::setSpeed)
                .read((module, a) -> Reply.ok("+IPR: " + serial(module).bitsPerSecond()))
                .test("+IPR: (" + detectable + "),(" + speeds + ")");
        registry.command("+IFC")
                .set(SerialCommands::setFlowControl)
                .read((module, a) -> Reply.ok(flowControl(serial(module))))
                .test("+IFC: (0-2),(0-2)");
    }

    private static SerialSettings serial(DualBandModule module) {
        return module.line().settings().serial();
    }

    private static String flowControl(SerialSettings serial) {
        return "+IFC: " + serial.byModule() + "," + serial.byHost();
    }

    /// The line that the module is attached to decides what a new speed means; 0 counts from the
    /// next start.
    private static Reply setSpeed(DualBandModule module, Arguments arguments) {
        int speed = arguments.numberOr(0, -1);
        return SPEEDS.contains(speed)
                ? changed(module, serial(module).withBitsPerSecond(speed))
                : Reply.failed(CmeError.INVALID_PARAMETERS);
    }

    /// `+IFC=[<DCE by DTE>[,<DTE by DCE>]]`; what is left out stays.
    private static Reply setFlowControl(DualBandModule module, Arguments arguments) {
        int byModule = arguments.numberOr(0, serial(module).byModule());
        int byHost = arguments.numberOr(1, serial(module).byHost());
        return isFlowControl(byModule) && isFlowControl(byHost)
                ? changed(module, serial(module).withFlowControl(byModule, byHost))
                : Reply.failed(CmeError.INVALID_PARAMETERS);
    }

    private static boolean isFlowControl(int value) {
        return value >= 0 && value <= 2;
    }

    private static Reply changed(DualBandModule module, SerialSettings serial) {
        LineSettings settings = module.line().settings();
        module.line().change(settings.withSerial(serial));
        return Reply.ok();
    }
}
