import { Aws, Duration } from "aws-cdk-lib";
import { ComparisonOperator, type Metric, Stats, TreatMissingData } from "aws-cdk-lib/aws-cloudwatch";
import { SnsAction } from "aws-cdk-lib/aws-cloudwatch-actions";
import { PolicyStatement, ServicePrincipal } from "aws-cdk-lib/aws-iam";
import { Topic } from "aws-cdk-lib/aws-sns";
import { EmailSubscription } from "aws-cdk-lib/aws-sns-subscriptions";
import { Construct } from "constructs";
import { acknowledge } from "./findings.ts";
import type { House } from "./house.ts";

/** Why somebody is woken. */
export interface Reason {
  /** What the alarm is about; joins the alarm's name. */
  readonly of: string;
  /** The heading of docs/runbook.md, as its anchor; the end of the alarm's name. */
  readonly runbook: string;
  /** What the business loses. */
  readonly impact: string;
}

/** All alarms, and the topic that they ring on. */
export class Alarms extends Construct {
  readonly topic: Topic;
  private readonly prefix: string;

  constructor(scope: Construct, { options, key }: House) {
    super(scope, "Alarms");
    this.prefix = options.prefix;
    this.topic = new Topic(this, "Topic", { topicName: `${options.prefix}-alarms`, masterKey: key, enforceSSL: true });
    // A topic with a policy of its own has no other: alarms must be let in by name.
    this.topic.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal("cloudwatch.amazonaws.com")],
        actions: ["sns:Publish"],
        resources: [this.topic.topicArn],
        conditions: { StringEquals: { "aws:SourceAccount": Aws.ACCOUNT_ID } },
      }),
    );
    if (options.alarmEmail !== undefined) this.tell(options.alarmEmail);
  }

  /** Rings when the metric counted anything within five minutes. */
  ringOnAny(metric: Metric, reason: Reason): void {
    this.ring(metric.with({ statistic: Stats.SUM, period: Duration.minutes(5) }), reason, {
      threshold: 0,
      comparisonOperator: ComparisonOperator.GREATER_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }

  /** Rings when the metric counted nothing for a quarter of an hour. */
  ringOnSilence(metric: Metric, reason: Reason): void {
    this.ring(metric.with({ statistic: Stats.SUM, period: Duration.minutes(15) }), reason, {
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }

  private ring(metric: Metric, { of, runbook, impact }: Reason, when: Rule): void {
    const alarm = metric.createAlarm(this, `${of}-${runbook}`, {
      ...when,
      alarmName: `${this.prefix}-${of}-${runbook}`,
      alarmDescription: `${impact} See docs/runbook.md#${runbook}`,
      evaluationPeriods: 1,
    });
    alarm.addAlarmAction(new SnsAction(this.topic));
    alarm.addOkAction(new SnsAction(this.topic));
  }

  private tell(address: string): void {
    this.topic.addSubscription(new EmailSubscription(address));
    acknowledge(this.topic, {
      "Serverless-SNSRedrivePolicy": "A mailbox cannot be redriven: the alarm itself keeps its state in CloudWatch.",
    });
  }
}

interface Rule {
  readonly threshold: number;
  readonly comparisonOperator: ComparisonOperator;
  readonly treatMissingData: TreatMissingData;
}
