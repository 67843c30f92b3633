package org.kadec21.simulation.module.line;

/// What `&W` keeps of the wires (ITU-T V.250 6.2.10 and 6.2.12). The line that the module is
/// attached to sets the pace and controls no flow; only speed 0 has an effect of its own.
///
/// @param bitsPerSecond `+IPR`; 0 finds the speed from what the host types
/// @param byModule `+IFC`, how the host stops the module: 0 not, 1 by XOFF, 2 by circuit 133
/// @param byHost `+IFC`, how the module stops the host: 0 not, 1 by XOFF, 2 by circuit 106
public record SerialSettings(int bitsPerSecond, int byModule, int byHost) {

    /// As a module is shipped.
    public static final SerialSettings FACTORY = new SerialSettings(115_200, 0, 0);

    public SerialSettings withBitsPerSecond(int speed) {
        return new SerialSettings(speed, byModule, byHost);
    }

    public SerialSettings withFlowControl(int newByModule, int newByHost) {
        return new SerialSettings(bitsPerSecond, newByModule, newByHost);
    }
}
