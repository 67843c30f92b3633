package org.kadec21.hal.serial;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.kadec21.hal.Ports.Port;
import org.kadec21.hal.Ports.Usb;
import org.kadec21.hal.serial.PortGuide.Guess;

import java.util.Optional;
import java.util.OptionalInt;

final class PortGuideTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    /dev/ttyUSB0                       | OPEN     | USB serial port
                    /dev/ttyACM1                       | OPEN     | USB port (CDC ACM)
                    /dev/ttyS0                         | OPEN     | built-in serial port
                    /dev/ttyAMA0                       | OPEN     | built-in serial port
                    /dev/serial/by-id/usb-Quectel-if02 | OPEN     | USB port, lasting name
                    /dev/rfcomm0                       | NO_MODEM | Bluetooth
                    /dev/pts/3                         | OPEN     | pseudo-terminal
                    /dev/cu.usbserial-110              | OPEN     | USB serial port
                    /dev/cu.usbmodem14101              | OPEN     | USB port (CDC ACM)
                    /dev/cu.Bluetooth-Incoming-Port    | NO_MODEM | a port of macOS itself
                    COM3                               | OPEN     | serial port
                    \\\\.\\COM12                       | OPEN     | serial port
                    modem0                             | OPEN     | a port by a name of its own
                    """)
    void namesOfThreeSystemsAreKnown(String name, Guess guess, String words) {
        PortGuide.Entry entry = PortGuide.byName(name);

        assertThat(entry.guess()).isEqualTo(guess);
        assertThat(entry.words()).isEqualTo(words);
    }

    @Test
    void aMacsTerminalNameIsAdvisedAgainst() {
        assertThat(PortGuide.byName("/dev/tty.usbserial-110").hint()).contains("/dev/cu.");
    }

    @ParameterizedTest
    @CsvSource({"0, NO_MODEM", "1, NO_MODEM", "2, MODEM", "3, MODEM"})
    void thePortsOfOneModemAreToldApartByTheirInterface(int interfaceNumber, Guess guess) {
        Usb usb = new Usb(0x2c7c, 0x0125, "", OptionalInt.of(interfaceNumber));

        assertThat(PortGuide.of(port(usb)).guess()).isEqualTo(guess);
    }

    @Test
    void aPositionReceiverOfAModemMakerIsNoModem() {
        Usb receiver = new Usb(0x1546, 0x01a8, "", OptionalInt.empty());

        assertThat(PortGuide.of(port(receiver)).guess()).isEqualTo(Guess.NO_MODEM);
    }

    @Test
    void anUnknownDeviceIsJudgedByItsName() {
        Usb unknown = new Usb(0xabcd, 1, "", OptionalInt.empty());

        assertThat(PortGuide.of(port(unknown)).words()).isEqualTo("USB serial port");
    }

    private static Port port(Usb usb) {
        return new Port("/dev/ttyUSB2", "", "", Optional.of(usb));
    }
}
