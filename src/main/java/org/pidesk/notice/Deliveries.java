package org.pidesk.notice;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jsmpp.SMPPConstant;
import org.jsmpp.bean.AlertNotification;
import org.jsmpp.bean.DataSm;
import org.jsmpp.bean.DeliverSm;
import org.jsmpp.bean.GSMSpecificFeature;
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
            var receipt = message.getShortMessageAsDeliveryReceipt();
            if (receipt.getId() != null && receipt.getFinalStatus() != null) {
                inbox.receipt(receipt.getId(), receipt.getFinalStatus().name());
            }
        } catch (InvalidDeliveryReceiptException unreadable) {
            throw new ProcessRequestException("unreadable", SMPPConstant.STAT_ESME_RX_R_APPN);
        }
    }

    private static String text(DeliverSm message) {
        var body = message.getShortMessage() == null ? new byte[0] : message.getShortMessage();
        if (body.length > 0 && GSMSpecificFeature.UDHI.containedIn(message.getEsmClass())) {
            body = Arrays.copyOfRange(body, Math.min(body.length, body[0] + 1), body.length);
        }
        return message.getDataCoding() == UCS_2 ? new String(body, StandardCharsets.UTF_16BE) : Gsm7.decode(body);
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
