export type {
  BrandProductAuthority,
  ProductAuthorities,
  ProductAuthoritiesInput,
} from './coupon/authorities.ts'
export type {
  CouponDisplay,
  FinderEntrance,
  MiniProgramEntrance,
  OfficialAccountEntrance,
  ReceivedCouponDisplay,
} from './coupon/coupon-display.ts'
export type { CouponSent } from './coupon/coupon-sent.ts'
export { couponSent } from './coupon/coupon-sent.ts'
export type { DiscountRule, ExchangeRule, NormalRule } from './coupon/discount.ts'
export type { ComboChoice, ComboPackage, DisplayInfo, ItemDisplayInfo } from './coupon/display.ts'
export type { ImageMeta, UploadImageOutput } from './coupon/image.ts'
export type { GeneratedImage, ImageGenerated } from './coupon/image-generated.ts'
export { imageGenerated } from './coupon/image-generated.ts'
export type { CouponTransition } from './coupon/life-cycle.ts'
export {
  productCouponTransitions,
  stockTransitions,
  userCouponTransitions,
} from './coupon/life-cycle.ts'
export type { CouponNotifyConfig, CouponNotifyConfigInput } from './coupon/notify-config.ts'
export type {
  OrderByTradeNo,
  OrderByTransaction,
  OrderInfo,
  OrderReference,
  PayScoreOrderById,
  PayScoreOrderByOrderNo,
  PayScoreOrderInfo,
  PayScoreOrderReference,
} from './coupon/order-info.ts'
export type {
  AvailablePeriod,
  AvailablePeriodInput,
  DayPeriod,
  DaysPeriod,
  IrregularPeriod,
  PeriodBounds,
  ReceivedWeeklyPeriod,
  SecondsPeriod,
  SpansPeriod,
  Weekday,
  WeeklyPeriod,
  WholePeriod,
} from './coupon/period.ts'
export type {
  BundleUsageInfo,
  CreateProductCouponOutput,
  ProductCoupon,
  SingleUsageInfo,
  StockBundle,
} from './coupon/product-coupon.ts'
export type { Deactivation, ProductCouponChange, ProductCouponId } from './coupon/product-coupon-change.ts'
export type {
  BundledDiscountCoupon,
  BundledExchangeCoupon,
  BundledNormalCoupon,
  CertainItems,
  ItemDiscountCoupon,
  ItemExchangeCoupon,
  ItemNormalCoupon,
  ProductCouponBasics,
  ProductCouponInput,
  ShopDiscountCoupon,
  ShopNormalCoupon,
  WholeShop,
} from './coupon/product-coupon-input.ts'
export type {
  CouponType,
  KnownProductCouponState,
  KnownStockState,
  KnownUserCouponState,
  ProductCouponState,
  SendChannel,
  StockState,
  UserCouponState,
} from './coupon/states.ts'
export type {
  CouponCodeCount,
  SentCount,
  Stock,
  StockBundleInfo,
  StockNotifyConfig,
  StockSendRule,
  UsageRule,
} from './coupon/stock.ts'
export type {
  BudgetBasics,
  BudgetChange,
  ListStocksOutput,
  MaxCountBudget,
  MaxCountPerDayBudget,
  StockChange,
  StockFilter,
  StockId,
} from './coupon/stock-change.ts'
export type {
  AnyStockInput,
  DiscountRounds,
  DiscountUsageRule,
  ExchangeRounds,
  ExchangeUsageRule,
  NormalRounds,
  NormalUsageRule,
  ShopUsageRule,
  StockBasics,
  StockBundleInput,
  StockCreation,
  StockInput,
} from './coupon/stock-input.ts'
export type {
  AvailableStoreInfo,
  ReceivedUsageRuleDisplay,
  UsageMethod,
  UsageRuleDisplay,
} from './coupon/usage-display.ts'
export type {
  CouponTagInfo,
  MemberTagInfo,
  UsageDetail,
  UserCoupon,
  UserCouponBundleInfo,
} from './coupon/user-coupon.ts'
export type {
  CouponUse,
  CouponUseInput,
  ListUserCouponsOutput,
  UseInOrder,
  UseInPayScoreOrder,
  UserCouponAction,
  UserCouponDeactivation,
  UserCouponFilter,
  UserCouponId,
  UseWithoutOrder,
} from './coupon/user-coupon-input.ts'
