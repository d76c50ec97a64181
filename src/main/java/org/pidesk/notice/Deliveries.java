package org.pidesk.notice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.DeliveryReceipt;
import org.jsmpp.bean.GSMSpecificFeature;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.extra.ProcessRequestException;
import org.jsmpp.session.DataSmResult;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.Session;
import org.jsmpp.util.InvalidDeliveryReceiptException;

/** What the carrier delivers to us: receipts, and what people answer. What fails here, the carrier brings again. */
record Deliveries(TextInbox inbox) implements MessageReceiverListener {
    private static final byte UCS_2 = 8;

    @Override
    public void onAcceptDeliverSm(DeliverSm message) throws ProcessRequestException {
        if (!message.isSmscDeliveryReceipt()) {
            inbox.text(message.getSourceAddr(), text(message));
            return;
        }
        try {
            var receipt = new DeliveryReceipt(new String(body(message), StandardCharsets.US_ASCII));
            if (receipt.getId() != null && receipt.getFinalStatus() != null) {
                inbox.receipt(receipt.getId(), receipt.getFinalStatus().name());
            }
        } catch (InvalidDeliveryReceiptException unreadable) {
            throw new ProcessRequestException("unreadable", SMPPConstant.STAT_ESME_RX_R_APPN);
        }
    }

    private static String text(DeliverSm message) {
        var body = body(message);
        if (body.length > 0 && GSMSpecificFeature.UDHI.containedIn(message.getEsmClass())) {
            body = Arrays.copyOfRange(body, Math.min(body.length, (body[0] & 0xff) + 1), body.length);
        }
        return message.getDataCoding() == UCS_2 ? new String(body, StandardCharsets.UTF_16BE) : Gsm7.decode(body);
    }

    /** SMPP 3.4, 5.3.2.32: some carriers lay the words of each message, or of a long one, beside it. */
    private static byte[] body(DeliverSm message) {
        var words = message.getShortMessage();
        if (words != null && words.length > 0) {
            return words;
        }
        OptionalParameter.Message_payload beside =
                message.getOptionalParameter(OptionalParameter.Message_payload.class);
        return beside == null ? new byte[0] : beside.getValue();
    }

    @Override
    public void onAcceptAlertNotification(AlertNotification alert) {
        // nobody asked for any
    }

    @Override
    public DataSmResult onAcceptDataSm(DataSm message, Session from) throws ProcessRequestException {
        throw new ProcessRequestException("not offered", SMPPConstant.STAT_ESME_RINVCMDID);
    }
}
