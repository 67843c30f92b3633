package org.kadec21.modem;

/// Who the module says it is (3GPP TS 27.007 5.1 to 5.4); a text it does not tell is empty.
///
/// @param serialNumber IMEI, ESN or MEID
public record Identity(String manufacturer, String model, String revision, String serialNumber) {

    /// Whether both are one device. One that does not tell its serial number is known by nothing.
    public boolean isSameDevice(Identity other) {
        return !serialNumber.isEmpty() && serialNumber.equals(other.serialNumber);
    }
}
